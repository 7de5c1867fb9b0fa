"""What demonstration actions, challenges and courses are about, in words of our own."""

TOPICS = (
    "the neglect toolkit",
    "safe sleeping advice at home visits",
    "the voice of the child in core groups",
    "recording of fathers and partners",
    "the escalation protocol",
    "chronologies at step-down",
    "health's part in strategy discussions",
    "professional curiosity in supervision",
    "information sharing about domestic abuse",
    "the threshold for early help",
    "transfer between areas",
    "recording of ethnicity and language",
    "the bruising protocol for babies",
    "return interviews after a child was missing",
    "pre-birth planning",
)
UNDERTAKINGS = (
    "Brief every team on {topic}, and keep a list of who was briefed",
    "Audit twenty cases for {topic} and report to the Practice Review Group",
    "Rewrite the guidance on {topic} with those who use it",
    "Add {topic} to induction and to supervision templates",
    "Ask practitioners what stands in the way of {topic}, and say what will change",
    "Agree with partners who leads on {topic}",
)
PROGRESS = (
    "Draft with the task group",
    "Waiting for a decision of the executive",
    "Half of the teams briefed",
    "Dip sample planned for next quarter",
    "Lead officer left; new lead to be named",
    "",
)
IMPACTS = (
    "Dip sample of 20 cases: used in 17",
    "Re-audit found better recording in four of five cases",
    "Practitioner survey: nine in ten know where to find it",
    "Supervision records show it is discussed",
    "Families told us they were asked",
)
CHALLENGES = (
    "Why did {topic} not improve after the last audit?",
    "What assurance is there that {topic} reaches night staff?",
    "Who is responsible for {topic} when a case changes hands?",
    "Figures on {topic} were not brought to the meeting again",
    "Practitioners say that {topic} is not workable as written",
)
RESPONSES = (
    "A plan with dates came to the next meeting",
    "The agency agreed and named a lead",
    "Figures were brought and discussed",
    "Practice was changed and will be audited again",
    "The two agencies met and agreed how to go on",
)
COURSES = (
    ("Working together to safeguard children", "SG3", "Level 3", 17),
    ("Working together: refresher", "SG3R", "Level 3", 15),
    ("Introduction to safeguarding", "SG1", "Level 1", 11),
    ("Neglect: seeing it and acting on it", "NEG", "Level 3", 8),
    ("Injuries in babies who cannot yet move", "BAB", "Level 3", 5),
    ("Professional curiosity", "CUR", "Level 3", 7),
    ("Courageous conversations", "COU", "Level 2", 5),
    ("Restorative practice", "RES", "Level 2", 5),
    ("Managing allegations against staff", "ALL", "Level 3", 4),
    ("Domestic abuse and children", "DOM", "Level 3", 7),
    ("Exploitation outside the home", "EXP", "Level 3", 5),
    ("Safer recruitment", "REC", "Level 2", 4),
    ("The child's voice", "VOI", "Level 2", 4),
    ("Online harm", "ONL", "Level 2", 3),
)
"""Title, code, level and share of places."""
VENUES = ("Old Mill Centre", "Riverside House", "Town Hall annexe", "Fire station training room")
JOBS = {
    "local authority": ("Social worker", "Early help worker", "Team manager", "Residential worker"),
    "integrated care board": ("Named nurse", "Designated doctor", "Commissioning manager"),
    "police": ("Police officer", "Detective sergeant", "Neighbourhood officer"),
    "health provider": ("Health visitor", "School nurse", "Midwife", "Ward sister", "Paediatrician"),
    "academy trust": ("Designated safeguarding lead", "Teacher", "Pastoral lead"),
    "schools": ("Designated safeguarding lead", "Teacher", "Teaching assistant", "Head teacher"),
    "probation": ("Probation officer",),
    "voluntary sector": ("Youth worker", "Support worker", "Volunteer coordinator"),
    "district councils": ("Housing officer", "Community safety officer"),
}
