"""How one signs in to the demo: one invented person for each role."""

from typing import NamedTuple

from mentoring.demo.staff.hiring import DOMAIN


class Login(NamedTuple):
    """One line of the table that `demo` prints."""

    role: str
    email: str
    password: str


class NumberLogin(NamedTuple):
    """The line of somebody who has no mailbox."""

    role: str
    employee_number: str
    pin: str


# The secrets below are invented words of invented people, printed for everybody.
ADMINISTRATOR = Login(
    "administrator", f"an.verbeke@{DOMAIN}", "sleutelbos-onder-de-trap"
)
HR = Login("hr", f"hilde.wouters@{DOMAIN}", "thee-met-een-schijfje-citroen")
COORDINATOR = Login("coordinator", f"sofie.claes@{DOMAIN}", "kaart-van-de-stad")
MENTOR = Login("mentor", f"ilse.goossens@{DOMAIN}", "koffie-om-tien-uur")
MENTEE = Login("mentee", f"youssef.bakkali@{DOMAIN}", "fiets-naar-het-werk")
MANAGER = Login("manager", f"wim.hostens@{DOMAIN}", "raam-met-zicht-op-de-haven")
SUPPORT = Login("support", f"greet.maes@{DOMAIN}", "stoel-bij-het-venster")
LOGINS = (ADMINISTRATOR, HR, COORDINATOR, MENTOR, MENTEE, MANAGER, SUPPORT)

#: A mentor without a mailbox, who signs in with a number and a PIN.
WITHOUT_MAILBOX = NumberLogin("mentor", "20117", "274183")
#: What everybody else chose who has come in.
PASSWORD_OF_ANYBODY = "samen-op-weg"  # noqa: S105 - printed for everybody
