"""Why a message did not go. The text of each is a code word; it quotes nobody."""


class NotSent(Exception):
    """The message did not go."""


class Refused(NotSent):
    """It never will: there is nobody at this address, or the other side will not have this message."""


class NotNow(NotSent):
    """The other side will not take this message at the moment."""


class NoServer(NotSent):
    """No message can go this way at the moment: the other side is away, or does not let us in."""
