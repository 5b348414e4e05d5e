import pytest

from deskbot.voicemail import lexicon


class TestPlain:
    def test_keeps_letters_and_digits_only(self):
        assert lexicon.plain("  « Ça, c’est l'ŒUVRE_12 ! » ") == "ca c est l oeuvre 12"


class TestIsNumberWord:
    @pytest.mark.parametrize("text", [" 06", "12,", "quatre-vingt-dix-huit", " Zéro", "3e", "plus"])
    def test_finds_digits_and_spelled_numbers(self, text):
        assert lexicon.is_number_word(text)

    @pytest.mark.parametrize("text", ["bonjour", "sixième", "", "…", "Trenet"])
    def test_leaves_other_words(self, text):
        assert not lexicon.is_number_word(text)


class TestIsInvention:
    @pytest.mark.parametrize(
        "text",
        [
            " Sous-titres réalisés par la communauté d'Amara.org",
            " Sous-titres réalisés para la communauté d'Amara.org",
            " Sous-titrage Société Radio-Canada",
            " Sous-titrage ST' 501",
            " ❤️ par SousTitreur.com",
            " Merci d'avoir regardé cette vidéo !",
            " Abonnez-vous à la chaîne !",
            " N'oubliez pas de vous abonner et abonnez-vous !",
            " [Musique]",
            " Générique de fin",
        ],
    )
    def test_knows_the_credits_that_recognisers_write_on_noise(self, text):
        assert lexicon.is_invention(text, very_short=False)

    @pytest.mark.parametrize(
        "text",
        [
            " Merci.",
            " Au revoir.",
            " Je fais du sous-titrage pour Radio-Canada, rappelez-moi.",
            " Merci d'avoir regardé mon dossier.",
            " J'aime la musique.",
        ],
    )
    def test_keeps_what_people_say(self, text):
        assert not lexicon.is_invention(text, very_short=False)

    @pytest.mark.parametrize("text", [" Merci.", " Au revoir !"])
    def test_is_strict_where_there_is_next_to_no_voice(self, text):
        assert lexicon.is_invention(text, very_short=True)
