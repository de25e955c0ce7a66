"""The rows of the room."""

from uphold.notices.models.notification import Notification
from uphold.notices.models.way import PageDelivery, Way

__all__ = ["Notification", "PageDelivery", "Way"]
