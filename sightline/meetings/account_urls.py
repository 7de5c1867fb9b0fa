"""The addresses of one's own calendar. What a calendar program fetches asks for no sign-in: its address is secret."""

from sightline.foundation.access import PUBLIC, SIGNED_IN, page
from sightline.meetings.views import feed

urlpatterns = [
    page("calendar/", feed.own_feed, name="calendar_feed", needs=SIGNED_IN),
    page("calendar/new", feed.new_feed, name="new_calendar_feed", needs=SIGNED_IN),
    page("calendar/off", feed.no_feed, name="no_calendar_feed", needs=SIGNED_IN),
    page("calendar/<str:token>.ics", feed.fetched, name="calendar", needs=PUBLIC),
]
