"""The questions of the self-assessment, loaded once, and the voice in which they are asked."""

from pathlib import Path

from app.questionnaire.flow import Answer, Answers, Voice
from app.questionnaire.loader import load_flow

ASSESSMENT = load_flow(Path(__file__).parent / "content" / "questions.toml")


def voice_of(answers: Answers) -> Voice:
    """Whom the pages speak about. Until somebody says otherwise they answer for themselves."""
    another = {"someone_else", "both"}.intersection(answers.get("for_whom", Answer()).chosen)
    return Voice.THEY if another else Voice.YOU
