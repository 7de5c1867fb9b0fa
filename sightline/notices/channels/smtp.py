"""Handing a letter to a mail server, and keeping the words of its answer.

Django's own way throws the answer away; and it cannot tell a connection that broke before the letter was
handed over, when trying again is safe, from one that broke after.
"""

from __future__ import annotations

import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, parseaddr

from django.conf import settings

from sightline.notices.channels.base import Answer, Channel, Letter
from sightline.notices.models import Attachment, Outcome

OK = 250
TAKEN = (250, 251)  # 251: it will forward to another address
PERMANENT = 500
MOST = 500  # characters of an answer


def send(letter: Letter) -> Answer:
    """Hand it over, and say what the server said."""
    try:
        message = as_message(letter)
        server = _greeted()
    except ValueError:
        return Answer(Outcome.REFUSED, "The address is not one that mail can be sent to.")
    except smtplib.SMTPResponseException as problem:  # the settings are wrong, not the letter
        return Answer(Outcome.LATER, _said(problem.smtp_code, problem.smtp_error))
    except OSError as problem:
        return Answer(Outcome.LATER, f"The mail server could not be reached: {problem}"[:MOST])
    try:
        return _handed_over(server, letter, message)
    finally:
        _leave(server)


def as_message(letter: Letter) -> bytes:
    """The letter as it goes over the wire. ValueError for an address that cannot be one."""
    message = EmailMessage(policy=SMTP)
    name, domain = letter.to.rsplit("@", 1)
    message["From"] = settings.DEFAULT_FROM_EMAIL
    message["To"] = Address(username=name, domain=domain)
    message["Subject"] = letter.subject
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = f"<{letter.reference}@{_own_domain()}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    if file := letter.attachment:
        _enclose(message, file)
    return message.as_bytes()


def _enclose(message: EmailMessage, file: Attachment) -> None:
    """Put the file in; an invitation as another way to say what the text says, by which Outlook and Google know one.

    It is attached as well, for programs that know none.
    """
    main, sub, parameters = file.media
    if file.is_invitation:
        message.add_alternative(file.content, maintype=main, subtype=sub, params=parameters)
        main, sub, parameters = "application", "ics", {}
    message.add_attachment(file.content, maintype=main, subtype=sub, params=parameters, filename=file.name)


def _own_domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def _greeted() -> smtplib.SMTP:
    """A connection over which one may send. OSError when it cannot be had."""
    where = (settings.EMAIL_HOST, settings.EMAIL_PORT)
    context = ssl.create_default_context()
    server = (
        smtplib.SMTP_SSL(*where, timeout=settings.EMAIL_TIMEOUT, context=context)
        if settings.EMAIL_USE_SSL
        else smtplib.SMTP(*where, timeout=settings.EMAIL_TIMEOUT)
    )
    try:
        server.ehlo_or_helo_if_needed()
        if settings.EMAIL_USE_TLS:
            server.starttls(context=context)
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    except BaseException:
        server.close()
        raise
    return server


def _handed_over(server: smtplib.SMTP, letter: Letter, message: bytes) -> Answer:
    try:
        code, text = server.mail(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
        if code == OK:
            code, text = server.rcpt(letter.to)
        if code not in TAKEN:
            return _refusal(code, text)
    except UnicodeEncodeError:
        return Answer(Outcome.REFUSED, "The address has letters that this mail server does not take.")
    except OSError as problem:
        return Answer(Outcome.LATER, f"The connection broke before anything was handed over: {problem}")
    try:
        code, text = server.data(message)
    except smtplib.SMTPDataError as problem:  # it would not even begin to take it
        return _refusal(problem.smtp_code, problem.smtp_error)
    except OSError as problem:
        return Answer(
            Outcome.UNCERTAIN, f"The connection broke while the server was taking it: {problem}"[:MOST]
        )
    return Answer(Outcome.SENT, _said(code, text)) if code == OK else _refusal(code, text)


def _refusal(code: int, text: bytes | str) -> Answer:
    return Answer(Outcome.REFUSED if code >= PERMANENT else Outcome.LATER, _said(code, text))


def _said(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(words.split())}"[:MOST]


def _leave(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except OSError:
        server.close()


smtp = Channel("mail server", send)
