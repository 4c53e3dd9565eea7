"""Asks for service health with msgraph-sdk as it comes from PyPI. Prints a line for each story: its name, a tab, and `ok`
or what went wrong."""

import asyncio
import datetime
import inspect
import io
import os
import traceback
import zipfile

from kiota_abstractions.authentication import (
    AccessTokenProvider,
    AllowedHostsValidator,
    BaseBearerTokenAuthenticationProvider,
)
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.generated.admin.service_announcement.health_overviews.health_overviews_request_builder import (
    HealthOverviewsRequestBuilder,
)
from msgraph.generated.admin.service_announcement.issues.issues_request_builder import IssuesRequestBuilder
from msgraph.generated.admin.service_announcement.messages.archive.archive_post_request_body import ArchivePostRequestBody
from msgraph.generated.admin.service_announcement.messages.favorite.favorite_post_request_body import (
    FavoritePostRequestBody,
)
from msgraph.generated.admin.service_announcement.messages.mark_read.mark_read_post_request_body import (
    MarkReadPostRequestBody,
)
from msgraph.generated.admin.service_announcement.messages.mark_unread.mark_unread_post_request_body import (
    MarkUnreadPostRequestBody,
)
from msgraph.generated.admin.service_announcement.messages.messages_request_builder import MessagesRequestBuilder
from msgraph.generated.admin.service_announcement.messages.unarchive.unarchive_post_request_body import (
    UnarchivePostRequestBody,
)
from msgraph.generated.admin.service_announcement.messages.unfavorite.unfavorite_post_request_body import (
    UnfavoritePostRequestBody,
)
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.body_type import BodyType
from msgraph.generated.models.service_health_classification_type import ServiceHealthClassificationType
from msgraph.generated.models.service_health_issue import ServiceHealthIssue
from msgraph.generated.models.service_health_origin import ServiceHealthOrigin
from msgraph.generated.models.service_health_status import ServiceHealthStatus
from msgraph_core import PageIterator


class Token(AccessTokenProvider):
    def __init__(self, token):
        self.token = token

    async def get_authorization_token(self, uri, additional_authentication_context={}):
        return self.token

    def get_allowed_hosts_validator(self):
        return AllowedHostsValidator(["localhost"])


def adapter_of(token):
    adapter = GraphRequestAdapter(BaseBearerTokenAuthenticationProvider(Token(token)))
    adapter.base_url = os.environ["BASE_URL"]
    return adapter


def client_of(token):
    return GraphServiceClient(request_adapter=adapter_of(token)).admin.service_announcement


person = lambda: client_of(os.environ["PERSON"])
app = lambda: client_of(os.environ["APP"])


def issues_with(**options):
    parameters = IssuesRequestBuilder.IssuesRequestBuilderGetQueryParameters(**options)
    return RequestConfiguration(query_parameters=parameters)


def messages_with(**options):
    parameters = MessagesRequestBuilder.MessagesRequestBuilderGetQueryParameters(**options)
    return RequestConfiguration(query_parameters=parameters)


async def refused(request, status):
    try:
        await request
    except ODataError as error:
        assert error.response_status_code == status, error.response_status_code
        assert error.error.code and error.error.message and error.error.inner_error.request_id
        assert isinstance(error.error.inner_error.date, datetime.datetime)
        return error.error
    raise AssertionError("it was not refused")


async def reads_how_services_are_and_their_issues():
    services = (await person().health_overviews.get()).value
    mail = next(service for service in services if service.id == "mail")
    assert mail.service == "Mail" and isinstance(mail.status, ServiceHealthStatus)
    builder = HealthOverviewsRequestBuilder.HealthOverviewsRequestBuilderGetQueryParameters(expand=["issues"])
    expanded = (await person().health_overviews.get(RequestConfiguration(query_parameters=builder))).value
    issues = [issue for service in expanded for issue in service.issues]
    assert issues and all(isinstance(issue, ServiceHealthIssue) for issue in issues)
    one = await person().health_overviews.by_service_health_id("mail").get()
    assert one.status == mail.status
    of_mail = (await person().health_overviews.by_service_health_id("mail").issues.get()).value
    assert of_mail and len(services) == await person().health_overviews.count.get()


async def reads_an_issue_whole():
    issue = (await app().issues.get(issues_with(filter="isResolved eq false", top=1))).value[0]
    same = await app().issues.by_service_health_issue_id(issue.id).get()
    assert same.title == issue.title and same.is_resolved is False
    assert isinstance(same.classification, ServiceHealthClassificationType)
    assert same.origin == ServiceHealthOrigin.Microsoft, same.origin
    assert isinstance(same.start_date_time, datetime.datetime) and same.start_date_time.tzinfo
    assert isinstance(same.last_modified_date_time, datetime.datetime) and same.end_date_time is None
    post = same.posts[0]
    assert post.description.content_type == BodyType.Html and post.description.content.startswith("<p>")
    assert isinstance(post.created_date_time, datetime.datetime) and post.post_type


async def reads_issues_page_by_page():
    adapter = adapter_of(os.environ["PERSON"])
    issues = GraphServiceClient(request_adapter=adapter).admin.service_announcement.issues
    first = await issues.get(issues_with(top=4, orderby=["lastModifiedDateTime desc"]))
    assert len(first.value) == 4 and first.odata_next_link.startswith(os.environ["BASE_URL"])
    seen = []

    def see(issue):
        seen.append(issue)
        return True

    await PageIterator(first, adapter).iterate(see)
    assert len(seen) == await issues.count.get()
    times = [issue.last_modified_date_time for issue in seen]
    assert times == sorted(times, reverse=True)
    assert len({issue.id for issue in seen}) == len(seen)


async def filters_chooses_and_counts():
    chosen = await person().issues.get(
        issues_with(
            filter="classification eq 'incident' and startDateTime ge 2020-01-01T00:00:00Z",
            select=["id", "classification"],
            orderby=["startDateTime desc"],
            count=True,
            skip=1,
        )
    )
    assert chosen.odata_count == len(chosen.value) + 1
    assert all(issue.classification == ServiceHealthClassificationType.Incident for issue in chosen.value)
    assert all(issue.title is None for issue in chosen.value)


async def saves_the_review_of_an_incident():
    reviewed = (await app().issues.get(issues_with(filter="status eq 'postIncidentReviewPublished'"))).value[0]
    report = await app().issues.by_service_health_issue_id(reviewed.id).incident_report.get()
    assert isinstance(report, bytes) and len(report) > 100
    through = app().health_overviews.by_service_health_id("nothing").issues
    await refused(through.by_service_health_issue_id(reviewed.id).get(), 404)


async def reads_messages_and_saves_their_files():
    messages = person().messages
    found = (await messages.get(messages_with(filter="hasAttachments eq true", expand=["attachments"]))).value
    message = found[0]
    assert message.body.content and message.view_point is not None and message.services is not None
    assert message.category and message.severity and message.attachments
    one = messages.by_service_update_message_id(message.id)
    files = (await one.attachments.get()).value
    assert len(files) == await one.attachments.count.get() == len(message.attachments)
    archive = zipfile.ZipFile(io.BytesIO(await one.attachments_archive.get()))
    assert archive.testzip() is None and len(archive.namelist()) == len(files)
    for file, name in zip(files, archive.namelist()):
        through = one.attachments.by_service_announcement_attachment_id(file.id)
        assert (await through.get()).name == file.name
        content = await through.content.get()
        assert len(content) == file.size and content == archive.read(name)


async def marks_messages():
    messages = person().messages
    first = (await messages.get(messages_with(top=1))).value[0].id
    view = lambda: messages.by_service_update_message_id(first).get()
    assert (await messages.mark_read.post(MarkReadPostRequestBody(message_ids=[first]))).value is True
    assert (await view()).view_point.is_read is True
    await messages.mark_unread.post(MarkUnreadPostRequestBody(message_ids=[first]))
    assert (await view()).view_point.is_read is False
    await messages.archive.post(ArchivePostRequestBody(message_ids=[first]))
    await messages.favorite.post(FavoritePostRequestBody(message_ids=[first]))
    point = (await view()).view_point
    assert point.is_archived is True and point.is_favorited is True
    await messages.unarchive.post(UnarchivePostRequestBody(message_ids=[first]))
    await messages.unfavorite.post(UnfavoritePostRequestBody(message_ids=[first]))
    point = (await view()).view_point
    assert point.is_archived is False and point.is_favorited is False


async def is_refused_in_the_way_that_it_understands():
    await refused(person().issues.by_service_health_issue_id("EX000000").get(), 404)
    wrong = await refused(person().issues.get(issues_with(filter="classification eq 'outage'")), 400)
    assert "outage" in wrong.message
    await refused(person().issues.get(issues_with(search='"mail"')), 400)
    assert (await refused(client_of("nothing").issues.get(), 401)).code == "InvalidAuthenticationToken"
    await refused(app().messages.get(), 403)
    issue = person().issues.by_service_health_issue_id("EX000000")
    await refused(issue.delete(), 405)
    await refused(issue.patch(ServiceHealthIssue(title="Mine")), 405)
    await refused(person().issues.post(ServiceHealthIssue(title="Mine")), 405)


async def main():
    stories = [(n, s) for n, s in globals().items() if inspect.iscoroutinefunction(s) and s not in (main, refused)]
    for name, story in stories:
        try:
            await story()
            print(name.replace("_", " "), "ok", sep="\t", flush=True)
        except Exception:
            print(name.replace("_", " "), traceback.format_exc().replace("\n", "\\n"), sep="\t", flush=True)


asyncio.run(main())
