"""Opens the page in headless Chromium and does what a person would do: choose a picture, look, filter, go on from a result, make mistakes.

usage: page.py ADDRESS PICTURE NO_PICTURE OUT

Writes screenshots (desktop, phone, dark, error) to OUT and prints one JSON line with what was seen.
Needs the Debian packages python3-selenium, chromium and chromium-driver.
"""
import json
import os
import sys
import time

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys


def browser():
    options = Options()
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,1000"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


def wait(driver, script, what, seconds=30):
    end = time.time() + seconds
    while time.time() < end:
        answer = driver.execute_script(script)
        if answer:
            return answer
        time.sleep(0.05)
    raise SystemExit(f"no {what} within {seconds} s")


def part(driver, name):
    return driver.find_element(By.ID, name)


def found(driver, what):
    wait(driver, """const images = [...document.querySelectorAll('#grid img')];
      images.forEach(image => image.loading = 'eager');
      return !document.querySelector('#grid.waiting') && images.length && images.every(image => image.complete && image.naturalWidth)""", what)
    return driver.execute_script("""return [...document.querySelectorAll('#grid li')].map(item =>
      ({class: item.querySelector('p span').textContent, distance: +item.querySelector('small').textContent, alt: item.querySelector('img').alt}))""")


def shot(driver, out, name):
    time.sleep(0.4)  # transitions
    driver.save_screenshot(os.path.join(out, f"{name}.png"))


def emulate(driver, scheme="light", width=1280, height=1000, touch=False):
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": touch})
    driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": touch})


def tab_order(driver):
    driver.execute_script("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")
    names = []
    for _ in range(4):
        ActionChains(driver).send_keys(Keys.TAB).perform()
        names.append(driver.execute_script("const e = document.activeElement; return e.id || e.textContent"))
    return names


def paste(driver):
    driver.execute_async_script("""const done = arguments[0];
      fetch(document.querySelector('#grid img').src).then(answer => answer.blob()).then(blob => {
        const data = new DataTransfer();
        data.items.add(new File([blob], 'pasted.jpg', {type: 'image/jpeg'}));
        document.querySelector('#grid').replaceChildren();
        dispatchEvent(Object.assign(new ClipboardEvent('paste', {clipboardData: data})));
        done();
      })""")


def why(driver):
    shown = driver.execute_script("return document.querySelector('#preview').src")
    part(driver, "why").send_keys(Keys.ENTER)
    wait(driver, f"const image = document.querySelector('#preview'); return image.src !== '{shown}' && image.complete && image.naturalWidth", "other picture")
    return driver.execute_script("""return {pressed: document.querySelector('#why').ariaPressed, reason: document.querySelector('#reason').textContent,
      alt: document.querySelector('#preview').alt, focus: document.activeElement.id}""")


def main():
    address, picture, no_picture, out = sys.argv[1:]
    os.makedirs(out, exist_ok=True)
    driver = browser()
    seen = {}
    try:
        emulate(driver)
        driver.get(address)
        wait(driver, "return document.querySelectorAll('#filter option').length > 1", "classes to filter by")
        shot(driver, out, "empty")
        part(driver, "file").send_keys(picture)
        seen["first"] = found(driver, "results")
        seen["bars"] = driver.execute_script("return [...document.querySelectorAll('#bars li')].map(row => row.textContent)")
        seen["status"] = part(driver, "status").text
        seen["unlabelled"] = driver.execute_script("""return [...document.querySelectorAll('input, select, button, main img')].filter(element =>
          !(element.labels && element.labels.length) && !element.ariaLabel && !element.textContent.trim() && !element.alt).map(element => element.outerHTML)""")
        shot(driver, out, "desktop")
        seen["why"] = why(driver)
        shot(driver, out, "why")
        emulate(driver, scheme="dark", width=390, height=844, touch=True)
        shot(driver, out, "why-phone-dark")
        emulate(driver)
        seen["without"] = why(driver)
        seen["tabs"] = tab_order(driver)
        part(driver, "filter").send_keys(Keys.ARROW_DOWN)
        wait(driver, "return document.querySelector('#filter').value && !document.querySelector('#grid.waiting')", "filter")
        seen["filter"] = driver.execute_script("return document.querySelector('#filter').value")
        seen["filtered"] = found(driver, "filtered results")
        driver.execute_script("document.querySelector('#filter').value = ''; document.querySelector('#filter').dispatchEvent(new Event('change'))")
        found(driver, "all results")
        more = driver.find_element(By.CSS_SELECTOR, "#grid button")
        seen["more"] = more.get_attribute("aria-label")
        more.send_keys(Keys.ENTER)
        wait(driver, "return document.querySelector('#status').textContent.includes('catalogue')", "similar pictures")
        seen["similar"] = found(driver, "similar pictures")
        seen["focus"] = driver.execute_script("return document.activeElement.id")
        part(driver, "back").click()
        wait(driver, "return document.querySelector('#status').textContent.includes('your picture')", "the way back")
        seen["back"] = found(driver, "results again")
        paste(driver)
        seen["pasted"] = found(driver, "results of the pasted picture")
        emulate(driver, scheme="dark")
        shot(driver, out, "dark")
        emulate(driver, width=390, height=844, touch=True)
        seen["overflow"] = driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
        seen["camera"] = part(driver, "camera").is_displayed()
        driver.execute_script("scrollTo(0, 0)")
        shot(driver, out, "phone")
        driver.execute_script("document.querySelector('#found').scrollIntoView()")
        shot(driver, out, "phone-results")
        emulate(driver)
        driver.execute_script("scrollTo(0, 0)")
        part(driver, "file").send_keys(no_picture)
        wait(driver, "return !document.querySelector('#error').hidden", "error")
        seen["error"] = part(driver, "error").text
        seen["left"] = driver.execute_script("return document.querySelectorAll('#grid li').length")
        shot(driver, out, "error")
        seen["outside"] = driver.execute_script(
            "return performance.getEntriesByType('resource').map(r => r.name).filter(name => !name.startsWith(location.origin) && !name.startsWith('blob:'))")
        # A refused picture is logged by the browser itself; anything else is our mistake.
        seen["console"] = [entry["message"] for entry in driver.get_log("browser") if "415" not in entry["message"]]
        print(json.dumps(seen))
    finally:
        driver.quit()


if __name__ == "__main__":
    main()
