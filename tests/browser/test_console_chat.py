"""The chat side of the console, in a real browser."""

import base64

import pytest
from playwright.sync_api import Page, expect

from deskbot.sandbox.mattermost import membership
from deskbot.sandbox.ovh import control
from tests.browser import console_world

# One grey pixel.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)


def posts(console: Page, text: str):
    return console.locator("#posts > .post").filter(has_text=text)


class TestComposer:
    def test_sends_a_command_and_shows_the_answer_to_its_author_only(self, console, world):
        console.get_by_label("Message ou commande").fill("/standard qui")
        console.keyboard.press("Enter")

        answer = posts(console, "Bien reçu : qui")
        expect(answer).to_contain_text("visible par vous seulement")
        expect(answer.locator("strong", has_text="qui")).to_be_visible()
        expect(console.get_by_label("Message ou commande")).to_have_value("")
        assert world.commands == ["qui"]
        console.get_by_label("Je suis").select_option("mehdi")
        expect(console.locator("#empty")).to_be_visible()

    def test_fills_itself_with_an_example(self, console, world):
        console.get_by_role("button", name="/standard prendre 2024-08-01..15").click()
        expect(console.get_by_label("Message ou commande")).to_be_focused()
        console.get_by_role("button", name="Envoyer").click()

        expect(posts(console, "Bien reçu")).to_be_visible()
        assert world.commands == ["prendre 2024-08-01..15"]

    def test_makes_a_new_line_with_shift(self, console):
        console.get_by_label("Message ou commande").press_sequentially("un")
        console.keyboard.press("Shift+Enter")
        console.keyboard.type("deux")
        console.keyboard.press("Enter")

        expect(posts(console, "un").locator("br")).to_have_count(1)

    def test_keeps_the_text_that_a_broken_chat_refuses(self, console, world):
        world.chat.panel.change({"down": True})
        console.get_by_label("Message ou commande").fill("bonjour")
        console.get_by_role("button", name="Envoyer").click()

        expect(console.get_by_role("alert").filter(has_text="Le chat est en panne")).to_be_visible()
        expect(console.get_by_label("Message ou commande")).to_have_value("bonjour")

    def test_says_in_french_that_the_command_failed(self, console, world):
        world.chat.set_command_url("standard", url=f"{world.bot_url}/nowhere")
        console.get_by_label("Message ou commande").fill("/standard qui")
        console.keyboard.press("Enter")

        expect(console.locator("#chat-notice")).to_contain_text("La commande n'a pas abouti")

    def test_answers_in_a_thread(self, console, world):
        root = world.post("Appel manqué")
        posts(console, "Appel manqué").get_by_role("button", name="Répondre").click()
        console.keyboard.type("je rappelle")
        console.keyboard.press("Enter")

        reply = posts(console, "Appel manqué").locator(".replies .post")
        expect(reply).to_contain_text("je rappelle")
        assert any(post.root_id == root["id"] for post in world.chat.posts.values())

    def test_is_not_disturbed_by_what_arrives(self, console, world):
        text = console.get_by_label("Message ou commande")
        text.press_sequentially("bonjour à ")
        text.evaluate("node => node.setSelectionRange(3, 3)")
        with console.expect_response(lambda answer: "/sandbox/chat?" in answer.url):
            world.post("pendant ce temps")
        expect(posts(console, "pendant ce temps")).to_be_visible()

        expect(text).to_be_focused()
        console.keyboard.type("X")
        expect(text).to_have_value("bonXjour à ")


class TestAnswer:
    def test_has_buttons_for_its_author_alone(self, console, world):
        console.get_by_label("Message ou commande").fill("/standard trous")
        console.keyboard.press("Enter")
        answer = posts(console, "Bien reçu")
        expect(answer).to_contain_text("visible par vous seulement")

        answer.get_by_role("button", name="Mar. 6 matin").click()

        expect(answer.locator(".replies .post")).to_contain_text("C'est pour toi.")
        (click,) = world.clicks
        assert (click["user_name"], click["context"]) == ("lea", {"action": "taketurn2"})
        console.get_by_label("Je suis").select_option("mehdi")
        expect(console.locator("#empty")).to_be_visible()


class TestPeople:
    def test_are_those_who_can_still_come_in(self, console, world):
        membership.deactivate(world.chat, world.chat.user_named("lea"))

        expect(console.locator("#me")).to_have_value("mehdi")
        expect(console.locator("#me option")).to_have_count(2)


class TestChannels:
    def test_are_those_that_the_person_sees(self, console):
        expect(console.locator("#channels button")).to_have_count(3)

        console.get_by_label("Je suis").select_option("zoe")

        expect(console.locator("#channels")).not_to_contain_text("Astreinte")

    def test_are_marked_when_they_grow_until_they_are_read(self, console, world):
        general = console.get_by_role("navigation").get_by_role("button", name="Général")
        expect(general.locator(".badge")).to_have_count(0)

        world.post("du nouveau", channel="general")

        expect(general.locator(".badge")).to_contain_text("1")
        general.click()
        expect(posts(console, "du nouveau")).to_be_visible()
        expect(general.locator(".badge")).to_have_count(0)

    def test_gain_a_direct_message(self, console, world):
        world.say("mehdi", "psst", channel="@lea")

        direct = console.get_by_role("navigation").get_by_role("button", name="mehdi")
        expect(direct.locator(".badge")).to_contain_text("1")
        direct.click()
        expect(posts(console, "psst")).to_be_visible()


class TestPost:
    def test_has_buttons_that_wait_for_their_answer(self, console, world: console_world.World):
        world.card("Appel manqué", world.button("take", "Je prends", style="primary"))

        console.get_by_role("button", name="Je prends").click()

        thread = posts(console, "Appel manqué").locator(".replies .post")
        expect(thread).to_contain_text("C'est pour toi.")
        expect(thread).to_contain_text("visible par vous seulement")
        assert [click["user_name"] for click in world.clicks] == ["lea"]
        expect(console.get_by_role("button", name="Je prends")).to_be_enabled()

    def test_sends_one_click_for_two(self, console, world):
        world.card("Appel manqué", world.button("take", "Je prends"))

        console.get_by_role("button", name="Je prends").dblclick()

        expect(posts(console, "Appel manqué").locator(".replies .post")).to_have_count(1)
        assert len(world.clicks) == 1

    def test_has_menus(self, console, world):
        menu = world.button("who", "À qui ?", type="select", options=[{"text": "Zoé", "value": "z"}])
        world.card("Appel manqué", menu)

        console.get_by_label("À qui ?").select_option("z")

        expect(posts(console, "Appel manqué").locator(".replies .post")).to_have_count(1)
        assert world.clicks[0]["context"]["selected_option"] == "z"

    def test_has_a_menu_of_everybody(self, console, world):
        menu = world.button("who", "Confier à…", type="select", data_source="users")
        world.card("Appel manqué", menu)

        console.get_by_label("Confier à…").select_option("@zoe")

        expect(posts(console, "Appel manqué").locator(".replies .post")).to_have_count(1)
        assert world.clicks[0]["data_source"] == "users"
        assert world.clicks[0]["context"]["selected_option"] == world.chat.user_named("zoe").id

    @pytest.mark.parametrize("width", [360, 1280])
    def test_keeps_two_menus_beside_each_other(self, console, world, width):
        long = [{"text": "Sujet : rejoindre la coopérative, ou autre chose de long", "value": "x"}]
        people = world.button("who", "Confier à…", type="select", data_source="users")
        world.card("Appel manqué", people, world.button("rest", "Autre…", type="select", options=long))
        console.set_viewport_size({"width": width, "height": 740})

        tops = [console.get_by_label(name).bounding_box()["y"] for name in ("Confier à…", "Autre…")]

        assert tops[0] == tops[1]

    def test_lets_people_hear_a_recording_that_goes_on_while_posts_arrive(self, console, world):
        sound = control.samples()["rappel"].sound
        root = world.post("Message vocal")
        world.post("", root_id=root["id"], file_ids=[world.upload("message.mp3", sound)])
        player = console.locator("audio")
        expect(player).to_be_visible()

        player.evaluate("node => { node.muted = true; return node.play(); }")
        world.post("autre chose")
        world.post("et la transcription", root_id=root["id"])

        expect(console.get_by_text("et la transcription")).to_be_visible()
        assert player.evaluate("node => !node.paused && node.duration > 1 && !node.error")

    def test_says_when_it_is_pinned(self, console, world):
        post = world.post("Qui répond")
        world.bot("POST", f"/posts/{post['id']}/pin")

        expect(posts(console, "Qui répond")).to_contain_text("épinglé")
        world.bot("POST", f"/posts/{post['id']}/unpin")
        expect(posts(console, "Qui répond")).not_to_contain_text("épinglé")

    def test_shows_pictures_and_offers_other_files(self, console, world):
        names = ("bilan.png", "bilan.csv", "bilan.svg")
        contents = {"bilan.png": PICTURE, "bilan.csv": b"a;b", "bilan.svg": b"<svg/>"}
        world.post("Bilan", file_ids=[world.upload(name, contents[name]) for name in names])

        picture = posts(console, "Bilan").get_by_role("img", name="bilan.png")
        expect(picture).to_be_visible()
        assert picture.evaluate("node => node.decode().then(() => node.naturalWidth)") == 1
        expect(posts(console, "Bilan").locator("img")).to_have_count(1)
        expect(posts(console, "Bilan").get_by_role("link")).to_have_count(3)

    def test_has_numbers_that_can_be_tapped(self, console, world):
        world.post("**[06 39 98 02 01](tel:+33639980201)** [non](tel:+336;ext=1)")

        links = posts(console, "06 39").locator("a")
        expect(links).to_have_text(["06 39 98 02 01"])
        assert links.first.get_attribute("href") == "tel:+33639980201"

    def test_has_addresses_to_write_to(self, console, world):
        world.post("[contact@example.org](mailto:contact@example.org) [non](mailto:a?body=x)")

        links = posts(console, "contact").locator("a")
        expect(links).to_have_text(["contact@example.org"])
        assert links.first.get_attribute("href") == "mailto:contact@example.org"

    def test_shows_markdown(self, console, world):
        text = (
            "**gras** et _penché_ `code`\n> cité\n\n- un\n- deux\n\n[la page](https://wiki.example/a_b_c) "
            "puis https://example.org/x_y. snake_case_name 2 * 3 * 4"
        )
        world.post(text)

        body = posts(console, "gras").locator(".body")
        expect(body.locator("strong")).to_have_text("gras")
        expect(body.locator("em")).to_have_text("penché")
        expect(body.locator("code")).to_have_text("code")
        expect(body.locator("blockquote")).to_have_text("cité")
        expect(body.locator("ul > li")).to_have_text(["un", "deux"])
        assert body.locator("a").evaluate_all("nodes => nodes.map(node => node.href)") == [
            "https://wiki.example/a_b_c",
            "https://example.org/x_y",
        ]
        expect(body).to_contain_text("snake_case_name 2 * 3 * 4")

    def test_is_reached_by_its_link(self, console, world):
        target = world.post("la cible", channel="general")
        link = f"{world.url}/coop/pl/{target['id']}"
        world.post(f"[Voir]({link})")

        console.get_by_role("link", name="Voir").click()

        expect(posts(console, "la cible")).to_be_focused()
        console.goto("about:blank")
        console.goto(link)
        expect(posts(console, "la cible")).to_be_focused()

    def test_is_changed_in_place_when_it_is_edited(self, console, world):
        post = world.post("avant")
        expect(posts(console, "avant")).to_be_visible()

        world.bot("PUT", f"/posts/{post['id']}/patch", json={"message": "après"})

        expect(posts(console, "après")).to_contain_text("(modifié)")
        expect(console.locator("#posts > .post")).to_have_count(1)

    def test_runs_nothing_that_somebody_wrote_in_it(self, console, world):
        attack = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>'
        world.post(
            f"{attack} [a](javascript:window.hit=1) [b](data:text/html,x) `{attack}`\n> {attack}",
            props={
                "attachments": [
                    {
                        "title": attack,
                        "text": f"**{attack}**",
                        "actions": [world.button("x", attack)],
                    }
                ]
            },
        )
        world.say("mehdi", attack)

        expect(console.locator("#posts > .post")).to_have_count(2)
        post = console.locator("#posts > .post").first
        expect(post.locator(".body p").first).to_contain_text("<script>window.hit=1</script>")
        assert console.locator("#posts").locator("img, script, a, iframe").count() == 0
        assert console.evaluate("window.hit") is None


class TestScroll:
    def test_follows_new_posts_at_the_bottom_only(self, console, world):
        for number in range(30):
            world.post(f"message {number}")
        last = posts(console, "message 29")
        expect(last).to_be_in_viewport()

        console.locator("#scroller").evaluate("node => { node.scrollTop = 0; }")
        console.wait_for_function("document.querySelector('#scroller').scrollTop === 0")
        world.post("le tout dernier")

        more = console.get_by_role("button", name="Nouveaux messages")
        expect(more).to_be_visible()
        expect(posts(console, "le tout dernier")).not_to_be_in_viewport()
        more.click()
        expect(posts(console, "le tout dernier")).to_be_in_viewport()
