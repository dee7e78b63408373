"""Which public holidays each site keeps."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Site


class SiteForm(forms.Form):
    """One site, by the name that posts give it."""

    name = forms.CharField(max_length=200, widget=forms.HiddenInput)
    country = forms.ChoiceField(label=_("Country"), choices=Site.Country)
    keeps = forms.BooleanField(
        label=_("Nothing is planned on public holidays"), required=False
    )


SiteForms = forms.formset_factory(SiteForm, extra=0)
