import pytest

from deskbot.voicemail import sifting, transcript


def said(*texts, start_s=0.0):
    return [
        transcript.Segment(text=text, start_s=start_s + number, end_s=start_s + number + 1.0)
        for number, text in enumerate(texts)
    ]


def sift(*texts, speech_s=8.0, hotwords=()):
    return sifting.sift(
        said(*texts),
        speech_s=speech_s,
        duration_s=10.0,
        truncated_at_s=None,
        damaged=False,
        hotwords=hotwords,
        model="tiny",
    )


class TestSift:
    def test_keeps_what_was_said(self):
        heard = sift(" Bonjour, ici Camille.", " Merci, au revoir.")

        assert heard.text == "Bonjour, ici Camille. Merci, au revoir."
        assert heard.left_out == 0
        assert heard.empty is None

    def test_calls_a_recording_without_voice_empty(self):
        heard = sift(speech_s=0.064)

        assert heard.empty is transcript.Empty.NO_SPEECH
        assert not heard.very_short

    def test_trusts_nothing_written_where_there_is_no_voice(self):
        assert sift(" Bonjour.", speech_s=0.0).empty is transcript.Empty.NO_SPEECH

    @pytest.mark.parametrize("texts", [(), ("",), (" ...", " ?")])
    def test_says_when_no_word_was_made_out(self, texts):
        assert sift(*texts).empty is transcript.Empty.NOTHING_RECOGNISED

    def test_says_when_all_was_invented(self):
        heard = sift(" Sous-titrage ST' 501")

        assert heard.empty is transcript.Empty.ONLY_INVENTIONS
        assert heard.text == ""
        assert heard.left_out == 1

    def test_leaves_an_invention_out_and_counts_it(self):
        heard = sift(" Rappelez-moi.", " Sous-titrage Société Radio-Canada")

        assert heard.text == "Rappelez-moi."
        assert heard.left_out == 1

    def test_keeps_a_thank_you_from_somebody_who_spoke(self):
        assert sift(" Merci.").text == "Merci."

    def test_doubts_a_thank_you_where_there_is_next_to_no_voice(self):
        heard = sift(" Merci.", speech_s=0.3)

        assert heard.very_short
        assert heard.empty is transcript.Empty.ONLY_INVENTIONS

    def test_shows_what_else_was_said_in_a_very_short_message(self):
        heard = sift(" Rappelez-moi.", speech_s=0.5)

        assert heard.very_short
        assert heard.text == "Rappelez-moi."

    @pytest.mark.parametrize(
        "texts",
        [
            (" non non non non non",),
            (" je suis" * 5,),
            (" on se voit" * 6,),
            (" Il n'y a pas de problème." * 5,),
            (" D'accord.",) * 5,
        ],
    )
    def test_leaves_loops_out(self, texts):
        heard = sift(" Bonjour.", *texts)

        assert heard.text == "Bonjour."
        assert heard.left_out == len(texts)

    @pytest.mark.parametrize(
        "text",
        [
            "non non non non",
            "Allô ? Allô ? Allô ? Allô ? Allô ? Allô ?",
            "au 00 00 00 00 00 00",
            "est-ce que oui, est-ce que non, est-ce que lui, est-ce que moi, est-ce que toi, est-ce que tous",
        ],
    )
    def test_keeps_repetitions_that_people_make(self, text):
        assert sift(text).text == text

    def test_leaves_our_own_list_of_names_out(self):
        heard = sift(" Optéos, CAPE.", " Bonjour.", hotwords=("couveuse", "Optéos", "CAPE", "CESA"))

        assert heard.text == "Bonjour."

    def test_keeps_one_of_the_names(self):
        assert sift(" Optéos.", hotwords=("Optéos", "CAPE")).text == "Optéos."


class TestIsTooThin:
    @pytest.mark.parametrize(("speech_s", "expected"), [(2.5, False), (2.6, True)])
    def test_expects_eight_words_in_ten_seconds(self, speech_s, expected):
        assert sifting.is_too_thin(said(" Bonjour à"), speech_s=speech_s) is expected


class TestWithinSpeech:
    def test_drops_what_was_written_in_silence(self):
        segments = said(" Bonjour.", " Merci.", start_s=2.0)

        kept = sifting.within_speech(segments, speech=[(0.0, 2.0), (2.5, 3.0)])

        assert kept == segments[:1]
