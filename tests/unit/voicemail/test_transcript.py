import dataclasses
import json

import pytest

from deskbot.voicemail import transcript


def words(*pairs):
    return tuple(
        transcript.Word(text=text, probability=probability, start_s=0.0, end_s=1.0)
        for text, probability in pairs
    )


def segment(*pairs):
    return transcript.Segment(
        text="".join(text for text, _ in pairs), start_s=0.0, end_s=1.0, words=words(*pairs)
    )


def heard(*segments, **changes):
    fields = {"segments": segments, "empty": None, "speech_s": 4.0, "duration_s": 5.0, **changes}
    return transcript.Transcript(**fields)


class TestText:
    def test_joins_the_segments_on_one_line(self):
        said = heard(segment((" Bonjour,", 0.9)), segment((" ici", 0.9), (" Camille.\n", 0.9)))

        assert said.text == "Bonjour, ici Camille."


class TestMarkedText:
    def test_marks_a_doubtful_word_before_its_punctuation(self):
        said = heard(segment((" Ici", 0.9), (" Optéos.", 0.4), (" Merci.", 0.9)))

        assert said.marked_text == "Ici Optéos(?). Merci."

    def test_marks_a_run_once_at_its_end(self):
        said = heard(segment((" Ici", 0.9), (" Camille", 0.3), (" Martin,", 0.2), (" bonjour.", 0.9)))

        assert said.marked_text == "Ici Camille Martin(?), bonjour."

    def test_sees_through_the_short_words_of_a_run(self):
        said = heard(segment((" Camille", 0.3), (" de", 0.99), (" Lille", 0.3), (" le", 0.1), (" soir", 0.9)))

        assert said.marked_text == "Camille de Lille(?) le soir"

    def test_starts_again_after_a_sure_word(self):
        said = heard(segment((" Camille", 0.3), (" habite", 0.9), (" Lille", 0.3)))

        assert said.marked_text == "Camille(?) habite Lille(?)"

    def test_leaves_short_words(self):
        assert heard(segment((" Je", 0.1), (" l'ai", 0.9))).marked_text == "Je l'ai"

    def test_never_writes_inside_a_number(self):
        said = heard(
            segment(
                (" au", 0.9), (" 06", 0.2), (" trente-neuf", 0.2), (" 98", 0.2), (" 12", 0.2), (" 34.", 0.2)
            )
        )

        assert said.marked_text == "au 06 trente-neuf 98 12 34."
        assert said.has_doubtful_number

    def test_is_the_bare_text_where_doubt_is_not_known(self):
        said = heard(transcript.Segment(text=" Bonjour.", start_s=0.0, end_s=1.0))

        assert said.marked_text == "Bonjour."


class TestCaveats:
    def test_are_none_when_all_of_it_is_sure(self):
        said = heard(segment((" quarante", 0.7), (" oui", 0.9)))

        assert said.caveats == ()

    @pytest.mark.parametrize(
        ("changed", "caveat"),
        [
            ({"truncated_at_s": 600.0}, transcript.Caveat.TRUNCATED),
            ({"damaged": True}, transcript.Caveat.DAMAGED),
            ({"left_out": 1}, transcript.Caveat.LEFT_OUT),
            ({"very_short": True}, transcript.Caveat.VERY_SHORT),
        ],
    )
    def test_tell_what_is_missing(self, changed, caveat):
        assert heard(segment((" Oui.", 0.9)), **changed).caveats == (caveat,)

    def test_tell_of_an_unsure_number(self):
        said = heard(segment((" au", 0.9), (" 06", 0.2)))

        assert said.caveats == (transcript.Caveat.DOUBTFUL_NUMBER,)


class TestTranscript:
    def test_says_why_when_there_is_no_text(self):
        with pytest.raises(transcript.BadTranscript):
            heard()

    def test_gives_no_reason_when_there_is_a_text(self):
        with pytest.raises(transcript.BadTranscript):
            heard(segment((" Oui.", 0.9)), empty=transcript.Empty.NO_SPEECH)


class TestToJson:
    @pytest.mark.parametrize(
        "said",
        [
            heard(
                segment((" Né à «Lille»,", 0.4), (" oui\n", 0.9)),
                damaged=True,
                truncated_at_s=600.0,
                model="small",
            ),
            heard(empty=transcript.Empty.ONLY_INVENTIONS, very_short=True, left_out=2),
        ],
    )
    def test_gives_back_the_same_value(self, said):
        assert transcript.Transcript.from_json(said.to_json()) == said


class TestFromJson:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "[]",
            "3",
            "{}",
            '{"format": 2}',
            '{"format": 1, "empty": "asleep", "segments": []}',
            '{"format": 1, "empty": null, "segments": [{"text": "secret"}]}',
        ],
    )
    def test_refuses_anything_else_without_quoting_it(self, text):
        with pytest.raises(transcript.BadTranscript) as caught:
            transcript.Transcript.from_json(text)

        assert "secret" not in str(caught.value)
        assert caught.value.__cause__ is None

    def test_refuses_a_field_that_it_does_not_know(self):
        fields = json.loads(heard(segment((" Oui.", 0.9))).to_json())

        with pytest.raises(transcript.BadTranscript):
            transcript.Transcript.from_json(json.dumps({**fields, "mood": "sad"}))

    def test_values_cannot_be_changed(self):
        with pytest.raises(dataclasses.FrozenInstanceError):
            heard(segment((" Oui.", 0.9))).damaged = True
