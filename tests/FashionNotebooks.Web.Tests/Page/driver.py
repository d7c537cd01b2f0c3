"""Headless Chromium and what the visits of page.py do in it. Needs the Debian packages python3-selenium, chromium and chromium-driver."""
import os
import time

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

SETTLED = """const images = [...document.querySelectorAll('#grid > li > img')];
  return !document.querySelector('#grid.waiting') && images.length && images.every(image => image.complete && image.naturalWidth)"""
CARDS = """return [...document.querySelectorAll('#grid > li')].map(item => ({
  class: item.querySelector('p span').textContent, alt: item.querySelector('img').alt,
  distance: +(item.querySelector('small')?.textContent ?? 0),
  why: [...item.querySelectorAll('.why li')].map(row => row.textContent)}))"""

# Nobody looks at screenshots that are thrown away, and they take half of a visit.
KEPT = "FASHION_SCREENSHOTS" in os.environ


class Page:
    """The page in a browser of its own."""

    def __init__(self, address, out):
        self.address, self.out = address, out
        options = Options()
        for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,1000"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        os.makedirs(out, exist_ok=True)
        self.command("Browser.setDownloadBehavior", behavior="allow", downloadPath=out)
        self.emulate()

    def command(self, name, **values):
        return self.driver.execute_cdp_cmd(name, values)

    def run(self, script):
        return self.driver.execute_script(script)

    def part(self, name):
        return self.driver.find_element(By.ID, name)

    def emulate(self, scheme="light", width=1280, height=1000, touch=False):
        self.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=touch)
        self.command("Emulation.setTouchEmulationEnabled", enabled=touch)

    def network(self, latency=0, offline=False):
        self.command("Network.enable")
        self.command("Network.emulateNetworkConditions", offline=offline, latency=latency, downloadThroughput=-1, uploadThroughput=-1)

    def open(self, query=""):
        self.driver.get(self.address + query)

    def wait(self, script, what, seconds=60):
        end = time.time() + seconds
        while time.time() < end:
            answer = self.run(script)
            if answer:
                return answer
            time.sleep(0.05)
        raise SystemExit(f"no {what} within {seconds} s; status: {self.part('status').text}; error: {self.part('error').text}")

    def status(self, text):
        """Waits for a status that holds a text."""
        return self.wait(f"const said = document.querySelector('#status').textContent; return said.includes({text!r}) && said", text)

    def found(self, status="the number is the distance"):
        self.status(status)
        self.wait(SETTLED, "results")
        return self.run(CARDS)

    def press(self, *keys):
        ActionChains(self.driver).send_keys(*keys).perform()

    def tab_to(self, selector, most=120):
        """Presses Tab until an element has the focus, as who has no mouse must."""
        for _ in range(most):
            if self.run(f"return document.activeElement.matches({selector!r})"):
                return
            self.press(Keys.TAB)
        raise SystemExit(f"Tab does not lead to {selector}")

    def shot(self, name):
        if not KEPT:
            return
        time.sleep(0.4)  # transitions
        self.driver.save_screenshot(os.path.join(self.out, f"{name}.png"))

    def shots(self, name):
        """Desktop and phone, light and dark, the whole page each."""
        if not KEPT:
            return
        for scheme in ("light", "dark"):
            for width, height in ((1280, 1000), (390, 844)):
                self.emulate(scheme, width, height, touch=width == 390)
                self.run("scrollTo(0, 0)")
                tall = self.run("return document.documentElement.scrollHeight")
                self.emulate(scheme, width, min(max(height, tall), 3000), touch=width == 390)
                self.shot(f"{name}-{width}-{scheme}")
        self.emulate()

    def overflow(self):
        """Pixels by which the page is wider than a phone."""
        self.emulate(width=390, height=844, touch=True)
        wider = self.run("return document.documentElement.scrollWidth - innerWidth")
        self.emulate()
        return wider

    def log(self):
        # What the server refuses is logged by the browser itself; anything else is our mistake.
        return [entry["message"] for entry in self.driver.get_log("browser") if "Failed to load resource" not in entry["message"]]
