"""A directory as a Django project of one file: PostgreSQL full text with a stored vector, 20 rows, total and facets.

What a team would write from Django's own documentation, with its indexes and without caches. DATABASE holds the
parameters of the connection as JSON.
"""

import json
import os

import django
from django.conf import settings

settings.configure(
    DEBUG=False,
    SECRET_KEY="only for a benchmark on this machine",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.postgres"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "CONN_MAX_AGE": None,
            **json.loads(os.environ["DATABASE"]),
        }
    },
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
)
django.setup()

from django.contrib.postgres.fields import ArrayField  # noqa: E402
from django.contrib.postgres.indexes import GinIndex  # noqa: E402
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, SearchVectorField  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.db.models import Count, F, Func  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import path  # noqa: E402

PAGE = 20
DOCUMENT = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ total }} results for {{ words }}</title></head><body>
<form><label>What are you looking for? <input name="q" value="{{ words }}"></label><button>Search</button></form>
<h1>{{ total }} results for {{ words }}</h1>
{% for name, values in facets %}<fieldset><legend>{{ name }}</legend>
{% for value, count in values %}<label>
<input type="checkbox" name="{{ name }}" value="{{ value }}"> {{ value }} ({{ count }})</label>
{% endfor %}</fieldset>{% endfor %}
<ul>{% for row in rows %}<li>
<h2><a href="/service/{{ row.id }}">{{ row.name }}</a></h2><p>{{ row.organisation }}</p>
<p>{{ row.body|truncatechars:150 }}</p>
<p>{% if row.free %}Free{% else %}Ask what it costs{% endif %}: {{ row.place }}</p></li>
{% endfor %}</ul>
</body></html>"""


class Service(models.Model):
    id = models.TextField(primary_key=True)
    name = models.TextField()
    organisation = models.TextField()
    body = models.TextField()
    place = models.TextField()
    free = models.BooleanField()
    needs = ArrayField(models.TextField())
    days = ArrayField(models.TextField())
    vector = SearchVectorField(null=True)

    class Meta:
        app_label = "directory"
        indexes = (GinIndex(fields=["vector"], name="service_vector"),)


def create(rows: list[dict[str, object]]) -> None:
    """Makes the table and its index, and puts the services in."""
    with connection.schema_editor() as editor:
        editor.create_model(Service)
    Service.objects.bulk_create([Service(**row) for row in rows], batch_size=1000)
    Service.objects.update(
        vector=SearchVector("name", weight="A", config="english")
        + SearchVector("organisation", weight="B", config="english")
        + SearchVector("body", weight="C", config="english")
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE directory_service")


def search(request: HttpRequest) -> HttpResponse:
    """One page of results."""
    words = request.GET.get("q", "")
    query = SearchQuery(" or ".join(words.split()), config="english", search_type="websearch")
    found = Service.objects.filter(vector=query)
    facets = [
        ("Free", [(value, count) for value, count in found.values_list("free").annotate(Count("id"))]),
        ("Need", _counts(found, "needs")),
        ("Day", _counts(found, "days")),
    ]
    rows = found.annotate(rank=SearchRank(F("vector"), query)).order_by("-rank", "id").defer("vector")[:PAGE]
    page = TEMPLATE.render({"words": words, "total": found.count(), "rows": rows, "facets": facets}, request)
    return HttpResponse(page)


def _counts(found: models.QuerySet, column: str) -> list[tuple[str, int]]:
    values = found.annotate(value=Func(F(column), function="unnest")).values_list("value")
    return sorted(values.annotate(Count("id")), key=lambda pair: -pair[1])[:12]


TEMPLATE = engines["django"].from_string(DOCUMENT)
urlpatterns = [path("", search)]
application = get_wsgi_application()
