"""Whom the law appoints beside the programme: contact details, typed once."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mentoring import company
from mentoring.frame import LEGAL_ROLES
from mentoring.pages.welcome import ONE_LINE
from people import access
from people.http import PersonRequest, form_page, is_done, posted, require_form

LONGEST = 200


class ContactsForm(forms.Form):
    """A name and a number for each of the roles; an empty one is not shown."""

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        for name, label in LEGAL_ROLES.items():
            self.fields[name] = forms.CharField(
                label=label,
                initial=getattr(settings, name),
                required=False,
                max_length=LONGEST,
                validators=[ONE_LINE],
            )


@require_form
def legal_contacts(request: PersonRequest) -> HttpResponse:
    """Say whom people find beside every page of a pair; only an administrator may.

    Where the environment says the settings, it is said there: the page names them.
    """
    if not access.is_administrator(request.user):
        raise PermissionDenied
    form = ContactsForm(posted(request))
    is_ours = company.is_ours()
    if request.method == "POST" and not is_ours:
        raise PermissionDenied
    if is_done(form, lambda: company.say(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("legal_contacts")
    context = {"is_ours": is_ours, "names": list(LEGAL_ROLES)}
    return form_page(request, "mentoring/legal_contacts.html", form, **context)
