"""What each role comes for, what is there for it today, and what is not built yet."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.vocabulary.role import Role


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk of a role: its name, when its people come, for what, and how far it is built."""

    role: Role
    title: Promise
    moment: Promise
    purpose: Promise
    today: tuple[Promise, ...]
    not_yet: tuple[Promise, ...]

    @property
    def url_name(self) -> str:
        """Return the name of the desk's address."""
        return f"desk-{self.role}"


# In the order in which somebody with several roles is sent to one of them.
DESKS = (
    Desk(
        Role.GEBIEDSMANAGER,
        _("gebiedsmanager"),
        _("every week"),
        _("What changed in my wijk, and what I know about it that the figures do not say."),
        (
            _("Signed remarks on a figure of a wijk or buurt; withdraw your own."),
            _("The picture of every wijk and buurt: figures, trend, change."),
            _("The area scan of every wijk and buurt, on screen, as PDF and for Word."),
            _("The plan of a wijk: what residents asked, what was decided, what was agreed."),
        ),
        (_("The phases of the escalation model, and reports of residents."),),
    ),
    Desk(
        Role.WIJKAGENT,
        _("wijkagent"),
        _("every week, and on the street"),
        _("What I know of my wijk that the figures do not say."),
        (
            _("Signed statements about a wijk or buurt, for the area scan; withdraw your own."),
            _("The morning briefing of your wijk, and what you saw on the street."),
            _("The picture of every wijk and buurt: figures, trend, change."),
        ),
        (_("Reports of residents."),),
    ),
    Desk(
        Role.COORDINATOR,
        _("coordinator of street enforcement"),
        _("seven in the morning, and on the street"),
        _("Where to be today, and why."),
        (
            _("The morning briefing: what changed, who does what today, where to look."),
            _("What did you see today: a note from the street, with a photo."),
            _("The weekly meeting: each item ends in a decision, who does it and a date."),
            _("The picture of every wijk and buurt, by year."),
            _("Signed remarks, also your own."),
        ),
        (_("Deployment: who goes where, in one plan."),),
    ),
    Desk(
        Role.POLICY_ADVISER,
        _("policy adviser"),
        _("every month, quarter and year"),
        _("Is a change real, and where do we stand against what was agreed?"),
        (
            _("Changing a plan on screen: a draft with your changes, and what they do to it."),
            _("One table of all indicators, each change with its verdict and its p."),
            _("The targets of the policy texts: testable when set, on course, met."),
            _("From any figure to the delivered rows."),
            _("The yearly account of a plan: write what was done, tell stories, publish it."),
            _("What residents said in conversations, and what was done with each of it."),
        ),
        (_("A test of whether a measure helped."),),
    ),
    Desk(
        Role.PROGRAMME_MANAGER,
        _("programme manager of safety"),
        _("every week, and when a plan is adopted"),
        _("Is what we promised on its way, and which plan holds?"),
        (
            _("The drafts of plans that wait; adopting one, with a reason."),
            _("The alarms on the plans: past a date, past a limit, without a figure."),
            _("The versions of a plan beside each other, field by field."),
        ),
        (_("Hours and money that come by themselves from the administration."),),
    ),
    Desk(
        Role.EXECUTIVE,
        _("executive"),
        _("when an alarm was left alone below, and at the account"),
        _("What nobody solved in time, and what the council will ask about."),
        (
            _("The alarms that have come up to the executive, with their history."),
            _("Every plan with its goals, and whether they can be measured."),
            _("The phases of the escalation model, with their packages and who does what."),
        ),
        (_("What a package costs: the bundled example names no amounts."),),
    ),
    Desk(
        Role.COUNCIL_MEMBER,
        _("council member"),
        _("at the budget and the account"),
        _("What changed in the city, in words, and how sure that is."),
        (
            _("The verdict on your municipality in three sentences, and how to read it."),
            _("The plans with their goals, the indicators with their targets, the peers."),
            _("The yearly account of every plan: promised, done, spent, and what the figures say."),
        ),
        (_("The evidence for each measure."),),
    ),
    Desk(
        Role.PRIVACY_OFFICER,
        _("privacy officer"),
        _("any time"),
        _("What is held about whom, who did what, and on what ground."),
        (
            _("The log of who did what, with a check that it is what was written."),
            _("The register of processing activities, terms, and what was destroyed on time."),
            _("What is held about a place, a file or a person; exceptions at intake."),
            _("Every table with the rights that the database enforces."),
        ),
        (_("What is held about people in casework, once the vault is built."),),
    ),
    Desk(
        Role.DATA_STEWARD,
        _("data steward"),
        _("when a file has come, and when rows were refused"),
        _("Which files came in, what became of every row, and what waits."),
        (
            _("Bringing files in: the first rows, your choices, and a job that you can follow."),
            _("Every delivery with its rows, what was accepted, revised and put in quarantine."),
            _("Mending refused rows on screen; withdrawing a delivery and putting it back."),
        ),
        (_("The daily deliveries of the police."),),
    ),
    Desk(
        Role.ADMINISTRATOR,
        _("administrator"),
        _("when somebody starts, changes work or leaves"),
        _("Who works here, in which role, and who let them in."),
        (
            _("Inviting people, giving and withdrawing roles, blocking, a new second factor."),
            _("Log-in with the account of one's own organisation (OpenID Connect)."),
        ),
        (_("Accounts that come and go with the list of the organisation itself."),),
    ),
    Desk(
        Role.RESIDENT,
        _("resident"),
        _("any time"),
        _("How safe is my neighbourhood, and what can the figures not say?"),
        (
            _("The picture of your wijk or buurt, with how sure it is."),
            _("What residents said in conversations, and what was decided and done with it."),
            _("The plans of wijken, once they are published."),
        ),
        (_("Reporting something here, and taking part online."),),
    ),
)
TITLE_OF = {desk.role: desk.title for desk in DESKS}


def desk_of(role: Role) -> Desk:
    """Return the desk of a role."""
    return next(desk for desk in DESKS if desk.role is role)
