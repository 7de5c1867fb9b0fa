"""What the site says of itself to everybody: what it is, whom it leaves out, and what it keeps."""

from __future__ import annotations

from sightline.govuk.blocks import Bullets, Heading, Text
from sightline.govuk.pages import Page
from sightline.govuk.values import Link

GUIDELINES = Link("Web Content Accessibility Guidelines 2.2", "https://www.w3.org/TR/WCAG22/")
COMPLAINTS = Link("the Equality Advisory and Support Service", "https://www.equalityadvisoryservice.com/")
REGULATOR = Link("the Information Commissioner's Office", "https://ico.org.uk/make-a-complaint/")


def about() -> Page:
    return Page(
        title="About Sightline",
        lead="Sightline keeps the year's work of a local safeguarding children partnership, and shows how each "
        "sentence it publishes is known.",
        blocks=(
            Text(
                "A partnership is the council, the NHS, the police, schools and others who protect children together "
                "in one area. Every year it says how well that went. Here, what it says is tied to its records."
            ),
            Heading("What the marks mean"),
            Bullets(
                (
                    "✓ holds: the records show that the sentence is true.",
                    "✕ does not hold: the records show something else. The author's reason is printed beside it.",
                    "– not recorded: there is nothing to judge it by.",
                    "◆ judgement: a named person's view, with what it rests on.",
                    "△ changed since: it was true of the records when it was published; they have changed.",
                )
            ),
            Heading("Who makes it"),
            Text("Sightline is open-source software, free for any partnership to use and to check."),
        ),
    )


def accessibility() -> Page:
    return Page(
        title="Accessibility statement",
        lead="Everybody should be able to use these pages.",
        blocks=(
            Text("You should be able to:"),
            Bullets(
                (
                    "zoom in to 400% without anything falling off the screen",
                    "reach and use everything with a keyboard alone",
                    "use all of it without JavaScript, except signing in with a passkey",
                    "listen to every page with a screen reader, charts included: each has its figures in a table",
                    "print any page without its navigation",
                )
            ),
            Heading("How accessible it is"),
            Text(
                "These pages are made to meet level AA of the standard named below, and are tested against it."
            ),
            Text(GUIDELINES),
            Text("Reports are also there as tagged PDF (PDF/UA-1) and as Word documents."),
            Heading("If something does not work for you"),
            Text(
                "Tell the partnership whose page it is, and say which page and what went wrong. It will answer within "
                "10 working days, and give you what you need in another form. If you are not happy with the answer, "
                "you can ask for advice here."
            ),
            Text(COMPLAINTS),
            Heading("How this was tested"),
            Text(
                "Every page is tested in a browser with axe, at the width of a phone and of a desk, each time the "
                "software changes. People with disabilities have not yet tested it; a partnership that uses Sightline "
                "should ask them to, and write here what they found."
            ),
        ),
    )


def privacy() -> Page:
    return Page(
        title="Privacy",
        lead="What Sightline keeps about people, and why.",
        blocks=(
            Heading("If you read a published page"),
            Text(
                "Nothing is kept about you. There are no trackers and no advertising. One cookie protects forms."
            ),
            Heading("If you sign in"),
            Text(
                "Your name, your work e-mail address, your roles, when you sign in and what you change are kept, so "
                "that anybody can see who changed a record. One cookie keeps you signed in for at most 12 hours."
            ),
            Heading("If you booked a course or came to a meeting"),
            Text(
                "Your name, work e-mail address, job and agency are kept with what you booked or attended. The "
                "partnership uses this to plan training and to show that agencies take part."
            ),
            Heading("Your rights"),
            Text(
                "You can ask the partnership to see, correct or erase what it holds about you. When your details are "
                "erased, they can no longer be read in the history either. The council that hosts the "
                "partnership's team is responsible for them. You can complain here."
            ),
            Text(REGULATOR),
        ),
    )
