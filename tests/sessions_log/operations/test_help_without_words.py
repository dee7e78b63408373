"""A request whose words were erased: it is answered and closed all the same."""

import pytest

from mailing.models import Delivery
from people.models import Person
from sessions_log.models import HelpRequest, Share, Vault
from sessions_log.operations import helping, sharing
from tests.factories import NOW
from tests.helping import make_request, make_supporter
from tests.pairs import Pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_without_words(running: Pair) -> HelpRequest:
    first, second = make_supporter(running), make_supporter(running)
    request = make_request(running, first, second, shows="goals")
    Vault.objects.filter(kind=Vault.Kind.CASE).delete()
    return HelpRequest.objects.get(pk=request.pk)


def test_it_is_answered_and_closed(request_without_words: HelpRequest) -> None:
    request = request_without_words
    by = request.to

    helping.answer(request, "I called.", at=NOW, by=by, once=None)
    closed = helping.close(request, at=NOW, by=by)

    assert closed.state == HelpRequest.State.CLOSED
    assert not Share.objects.filter(revoked_at=None).exists()


def test_it_goes_on_to_the_substitute(request_without_words: HelpRequest) -> None:
    request = request_without_words
    substitute = request.substitute
    assert substitute

    sharing.hand_over(request, substitute)

    assert Share.objects.get().reader == substitute


def test_somebody_who_has_left_is_not_written_to(
    request_without_words: HelpRequest,
) -> None:
    request = request_without_words
    Person.objects.filter(pk=request.by_id).update(may_sign_in=False)
    request = HelpRequest.objects.get(pk=request.pk)

    helping.answer(request, "", at=NOW, by=request.to, once=None)

    assert not Delivery.objects.filter(kind="help_answered").exists()
