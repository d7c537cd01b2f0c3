"""Opens the page in headless Chromium and does what a person would do there.

usage: page.py VISIT ADDRESS OUT FILE...

A VISIT is a function below; FILE is what it chooses. OUT gets what the page saves, and screenshots where
FASHION_SCREENSHOTS is set. Prints one JSON line with what was seen.
"""
import json
import os
import sys
import time
from urllib.request import Request, urlopen

from driver import Page
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

PASTE = """const done = arguments[0];
  fetch(document.querySelector('#grid img').src).then(answer => answer.blob()).then(blob => {
    const data = new DataTransfer();
    data.items.add(new File([blob], 'pasted.jpg', {type: 'image/jpeg'}));
    document.querySelector('#status').textContent = '';
    dispatchEvent(Object.assign(new ClipboardEvent('paste', {clipboardData: data})));
    done();
  })"""
UNLABELLED = """return [...document.querySelectorAll('input, select, button, main img, [tabindex="0"]')].filter(element =>
  !(element.labels && element.labels.length) && !element.ariaLabel && !element.textContent.trim() && !element.alt &&
  !element.closest('[hidden]') && !element.closest('button')).map(element => element.outerHTML)"""


def search(page, photo, other):
    """A photo is chosen, explained, filtered; a result leads on; another photo is pasted."""
    page.open()
    seen = {"examples": page.found("start from one of these")}
    page.shots("empty")
    page.part("file").send_keys(photo)
    seen["first"] = page.found()
    seen["bars"] = page.run("return [...document.querySelectorAll('#bars li')].map(row => row.textContent)")
    seen["status"] = page.part("status").text
    seen["unlabelled"] = page.run(UNLABELLED)
    page.shots("results")
    seen["overflow"] = page.overflow()
    page.part("why").send_keys(Keys.ENTER)
    page.wait("const image = document.querySelector('#preview'); return image.alt.includes('coloured') && image.complete && image.naturalWidth", "reasons")
    seen["why"] = page.run("""return {pressed: document.querySelector('#why').ariaPressed, reason: document.querySelector('#reason').textContent,
      alt: document.querySelector('#preview').alt, focus: document.activeElement.id}""")
    page.shot("why")
    page.part("why").send_keys(Keys.ENTER)
    seen["without"] = page.run("return [document.querySelector('#why').ariaPressed, document.querySelector('#reason').textContent, document.querySelector('#preview').alt]")
    page.part("filter").send_keys(Keys.ARROW_DOWN)
    page.wait("return document.querySelector('#filter').value && !document.querySelector('#grid.waiting')", "filter")
    seen["filter"], seen["filtered"] = page.run("return document.querySelector('#filter').value"), page.found()
    page.part("filter").send_keys(Keys.HOME)
    page.wait("return !document.querySelector('#filter').value && !document.querySelector('#grid.waiting')", "all classes")
    more = page.driver.find_element(By.CSS_SELECTOR, "#grid button")
    seen["more"] = more.get_attribute("aria-label")
    more.send_keys(Keys.ENTER)
    seen["similar"] = page.found("of the catalogue")
    seen["focus"] = page.run("return document.activeElement.id")
    page.driver.back()
    seen["back"] = page.found("nearest to your photo 1")
    page.driver.execute_async_script(PASTE)
    seen["pasted"] = page.found("nearest to your photo 2")
    seen["outside"] = page.run("""return performance.getEntriesByType('resource').map(r => r.name)
      .filter(name => !name.startsWith(location.origin) && !name.startsWith('blob:'))""")
    page.emulate(width=390, height=844, touch=True)
    seen["camera"] = page.part("camera").is_displayed()
    return seen


def keyboard(page, photo, other):
    """All of it without a mouse: what counts, sliders, a part, the session, the link, the saved sheet."""
    page.open()
    page.found("start from one of these")
    seen = {"by": {}}
    page.tab_to("#file")  # the dialog of the system cannot be driven
    page.tab_to("#words input:checked")
    for word in ("class", "look", "colour", "pattern"):
        page.press(Keys.ARROW_RIGHT)
        page.wait(f"return document.querySelector('#by-{word}').checked", word)
    page.driver.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)  # round to the mix
    page.wait("return document.querySelector('#by-mix').checked && !document.querySelector('#weights').hidden", "mix")
    page.tab_to("#grid button")
    page.press(Keys.ENTER)
    seen["by"]["mix"] = page.found()
    seen["like"] = page.run("return new URLSearchParams(location.search).get('like')")
    page.run("document.querySelector('#query').scrollIntoView(); document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")
    page.tab_to("#words input:checked")
    for word in ("class", "look", "colour", "pattern"):
        page.press(Keys.ARROW_RIGHT)
        page.wait(f"return location.search.includes('by={word}') && !document.querySelector('#grid.waiting')", word)
        seen["by"][word] = page.found()
    page.press(Keys.ARROW_RIGHT)
    page.wait("return location.search.includes('by=mix')", "mix again")
    page.found()
    page.tab_to("#weight-look")  # from 1, 0.75, 3, 0.25 in steps of a quarter
    page.press(Keys.ARROW_RIGHT)
    page.press(Keys.TAB, *[Keys.ARROW_LEFT] * 12)
    page.press(Keys.TAB, *[Keys.ARROW_RIGHT] * 3)
    page.wait("return location.search.includes('by=mix%3A1%2C1%2C0%2C1') && !document.querySelector('#grid.waiting')", "own mix")
    seen["own"] = page.found()
    page.run("navigator.clipboard.writeText = async text => { window.copied = text; }")  # not the one of the machine
    page.tab_to("#link")
    page.press(Keys.ENTER)
    page.status("link is copied")
    seen["link"] = page.run("return window.copied")
    seen["address"] = page.run("return location.search")
    page.tab_to("#save")
    page.press(Keys.ENTER)
    page.status("is saved")
    sheet = os.path.join(page.out, "fashion-search.png")
    end = time.time() + 20
    while not os.path.exists(sheet) and time.time() < end:
        time.sleep(0.05)
    seen["sheet"] = sheet if os.path.exists(sheet) else None
    page.shots("mix")

    page.run("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")
    page.tab_to("#cut")
    page.press(Keys.ENTER)
    seen["box"] = page.run("return [document.activeElement.id, document.activeElement.ariaLabel]")
    page.press(Keys.ARROW_LEFT, Keys.ARROW_UP)
    ActionChains(page.driver).key_down(Keys.SHIFT).send_keys(*[Keys.ARROW_LEFT] * 5).key_up(Keys.SHIFT).perform()
    seen["moved"] = page.run("return document.activeElement.ariaLabel")
    page.shots("box")
    page.part("box").send_keys(Keys.ENTER)
    page.wait("return location.search.includes('part=') && !document.querySelector('#grid.waiting')", "search in a part")
    seen["inside"], seen["insideAddress"] = page.found(), page.run("return location.search")
    page.shots("part")
    page.tab_to("#whole")
    page.press(Keys.ENTER)
    page.wait("return !location.search.includes('part=') && !document.querySelector('#grid.waiting')", "whole photo")
    seen["whole"] = page.found()
    seen["wholeFocus"] = page.run("return document.activeElement.id")
    page.tab_to("#searches button.cut")
    page.press(Keys.ENTER)
    page.wait("return location.search.includes('part=') && !document.querySelector('#grid.waiting')", "search of the session")
    seen["again"] = page.found()
    seen["sessionFocus"] = page.run("return document.activeElement.closest('#searches') !== null")
    page.open(seen["address"])
    seen["linked"] = page.found()
    page.open(seen["insideAddress"])
    seen["linkedInside"] = page.found()
    return seen


def several(page, photo, other):
    """Two photos at once, a part of one by mouse, the way back, and a link that holds no photo."""
    page.open()
    page.found("start from one of these")
    page.part("file").send_keys(f"{photo}\n{other}")
    seen = {"first": page.found("nearest to your photo 1")}
    page.wait("return document.querySelectorAll('#searches button').length === 2 && !document.querySelector('#searches').textContent.includes('waits')", "both")
    seen["session"] = page.run("return [...document.querySelectorAll('#searches button')].map(button => button.textContent)")
    page.run("document.querySelectorAll('#searches button')[1].click()")
    seen["second"] = page.found("nearest to your photo 2")
    page.driver.back()
    page.found("nearest to your photo 1")
    frame = page.part("preview")
    ActionChains(page.driver).move_to_element_with_offset(frame, -40, -40).click_and_hold().move_by_offset(70, 80).release().perform()
    page.wait("return document.querySelectorAll('#searches button').length === 3 && !document.querySelector('#grid.waiting')", "search in a part")
    seen["part"] = page.found()
    seen["box"] = page.part("box").get_attribute("aria-label")
    page.shots("several")
    ActionChains(page.driver).move_to_element_with_offset(frame, -20, -20).click().perform()
    seen["afterClick"] = page.run("return document.querySelectorAll('#searches button').length")
    seen["address"] = page.run("return location.search")
    seen["overflow"] = page.overflow()
    return seen


def errors(page, no_photo, photo):
    """What is no photo, a server that is slow or gone, and a link that leads nowhere any more."""
    page.open()
    page.found("start from one of these")
    page.part("file").send_keys(no_photo)
    page.wait("return !document.querySelector('#error').hidden", "error")
    seen = {"refused": page.part("error-text").text, "left": page.run("return document.querySelectorAll('#grid > li').length")}
    seen["again"] = page.part("again").is_displayed()
    page.shots("error")
    page.network(latency=20000)
    page.part("file").send_keys(photo)
    page.wait("return !document.querySelector('#stop').hidden", "a way to stop")
    seen["slow"] = page.part("status").text
    page.shots("slow")
    page.part("stop").send_keys(Keys.ENTER)
    page.status("stopped")
    page.network(offline=True)
    page.part("count").send_keys(Keys.ARROW_DOWN)
    page.wait("return !document.querySelector('#error').hidden", "error")
    seen["gone"] = page.part("error-text").text
    page.network()
    page.part("again").send_keys(Keys.ENTER)
    seen["back"] = len(page.found())
    page.open("?like=spoon/none.jpg&by=colour&k=6")
    page.wait("return !document.querySelector('#error').hidden", "error")
    seen["lost"] = page.part("error-text").text
    page.open("?by=nonsense&k=7&class=spoon&part=1,2")
    seen["odd"] = len(page.found("start from one of these"))
    return seen


def phone(page, large, heic):
    """A photo larger than the server takes, and one that this browser cannot read."""
    page.open()
    page.found("start from one of these")
    page.part("file").send_keys(large)
    seen = {"large": len(page.found())}
    page.part("file").send_keys(heic)
    page.wait("return !document.querySelector('#error').hidden", "error")
    return {**seen, "heic": page.part("error-text").text}


def plain(page, photo, other):
    """An index that knows no looks is searched by class, without sliders and bars."""
    page.open("?by=colour")
    page.found("start from one of these")
    page.part("file").send_keys(photo)
    seen = {"first": page.found(), "aspects": page.part("aspects").is_displayed(), "address": page.run("return location.search")}
    page.shot("plain")
    return seen


def rebuilt(page, photo, index):
    """The catalogue is built again while the page shows a photo of it: that photo and a part of it are still searched for, and a search
    from before leads to photos of the new one."""
    page.open()
    page.found("start from one of these")
    page.part("file").send_keys(photo)
    page.found("nearest to your photo 1")
    old = page.run("return new URL(document.querySelector('#grid img').src).search")
    page.run("document.querySelector('#grid button').click()")
    page.found()
    os.utime(index)
    with urlopen(Request(page.address + "admin/reload", method="POST")):
        pass
    page.part("cut").send_keys(Keys.ENTER)
    page.part("box").send_keys(Keys.ENTER)
    page.wait("return location.search.includes('part=') && !document.querySelector('#grid.waiting')", "search in a part")
    seen = {"part": len(page.found())}
    page.part("whole").send_keys(Keys.ENTER)
    page.wait("return !location.search.includes('part=') && !document.querySelector('#grid.waiting')", "whole photo")
    page.part("count").send_keys(Keys.ARROW_DOWN)
    page.wait("return document.querySelectorAll('#grid > li').length === 24 && !document.querySelector('#grid.waiting')", "more photos")
    seen["more"] = len(page.found())
    page.part("count").send_keys(Keys.ARROW_UP)
    page.wait("return document.querySelectorAll('#grid > li').length === 12 && !document.querySelector('#grid.waiting')", "fewer photos")
    page.run("document.querySelector('#searches button').click()")
    page.found("nearest to your photo 1")
    return {**seen, "fresh": page.run("return new URL(document.querySelector('#grid img').src).search") != old}


def main():
    visit, address, out, *files = sys.argv[1:]
    page = Page(address.rstrip("/") + "/", out)
    try:
        seen = globals()[visit](page, *files)
        print(json.dumps({**seen, "console": page.log()}))
    finally:
        page.driver.quit()


if __name__ == "__main__":
    main()
