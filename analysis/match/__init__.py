"""Which earlier issue is each issue the copy of, and what changed between the two?"""

from analysis.match.linking import Alone, link

__all__ = ["Alone", "link"]
