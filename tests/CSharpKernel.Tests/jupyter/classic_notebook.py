"""Opens a notebook in the classic Jupyter Notebook with headless Chromium and does what a person would do: Run All, then Stop.

usage: classic_notebook.py NOTEBOOK OUT [--stop TEXT [--state EXPRESSION]] [--timeout SECONDS]

Writes screenshots of the executed notebook to OUT and prints one JSON line: cells, errors, charts and pictures seen, how often a
live output changed, and with --stop how long the first cell that holds TEXT needed to stop and
whether the expression is still true afterwards.
Needs the Debian packages jupyter-notebook, python3-selenium, chromium and chromium-driver, and the kernel (fashion kernel install).
"""
import argparse
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

COUNT = """
const cells = Jupyter.notebook.get_cells().filter(c => c.cell_type === 'code');
return {
  cells: cells.length,
  done: cells.filter(c => c.input_prompt_number && c.input_prompt_number !== '*').length,
  errors: cells.filter(c => c.output_area.outputs.some(o => o.output_type === 'error')).map(c => c.get_text()),
  pictures: document.querySelectorAll('.output_area img, .output_area svg').length,
  busy: Jupyter.notebook.kernel_busy,
};"""


def browser():
    options = Options()
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1100,1400"):
        options.add_argument(flag)
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


def server(folder, port):
    return subprocess.Popen(
        ["/usr/bin/jupyter-notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", f"--notebook-dir={folder}",
         "--NotebookApp.token=", "--NotebookApp.password=", "--NotebookApp.disable_check_xsrf=True"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait(driver, script, seconds, what):
    end = time.time() + seconds
    while time.time() < end:
        try:
            if driver.execute_script(script):
                return
        except Exception:
            pass  # the page is not there yet
        time.sleep(0.1)
    raise SystemExit(f"no {what} within {seconds} s")


def start(driver, address):
    for _ in range(60):
        try:
            urllib.request.urlopen(address).close()
            break
        except OSError:
            time.sleep(1)
    driver.get(address)
    wait(driver, "return window.Jupyter && Jupyter.notebook && Jupyter.notebook._fully_loaded && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected()", 90, "kernel")


def run_all(driver, seconds):
    driver.execute_script("""
      window.changes = 0;
      new MutationObserver(list => window.changes += list.some(m => m.target.closest && m.target.closest('.output')) ? 1 : 0)
        .observe(document.querySelector('#notebook'), {childList: true, subtree: true});
      Jupyter.notebook.clear_all_output(); Jupyter.notebook.execute_all_cells();""")
    end = time.time() + seconds
    while time.time() < end:
        seen = driver.execute_script(COUNT)
        if seen["errors"] or (seen["done"] == seen["cells"] and not seen["busy"]):
            return dict(seen, changes=driver.execute_script("return window.changes"))
        time.sleep(0.5)
    raise SystemExit(f"not done within {seconds} s: {seen}")


def stop(driver, text, state):
    driver.execute_script("""
      const found = Jupyter.notebook.get_cells().findIndex(c => c.cell_type === 'code' && c.get_text().includes(arguments[0]));
      Jupyter.notebook.select(found); Jupyter.notebook.execute_cell();""", text)
    wait(driver, "return Jupyter.notebook.kernel_busy", 20, "busy kernel")
    time.sleep(3)
    begin = time.time()
    driver.find_element("css selector", "button[data-jupyter-action='jupyter-notebook:interrupt-kernel']").click()
    wait(driver, "return !Jupyter.notebook.get_cells().some(c => c.input_prompt_number === '*')", 30, "stop")
    seconds = time.time() - begin
    driver.execute_script("""
      window.answer = null;
      Jupyter.notebook.kernel.execute(arguments[0], {iopub: {output: m => { if (m.msg_type === 'execute_result') window.answer = m.content.data['text/plain']; if (m.msg_type === 'error') window.answer = m.content.evalue; }}},
        {silent: false, store_history: false});""", state)
    wait(driver, "return window.answer !== null", 20, "answer after the stop")
    return {"stopped_after_s": round(seconds, 2), "state_survived": driver.execute_script("return window.answer").lower() == "true"}


def screenshots(driver, out, name):
    driver.execute_script("document.querySelector('#header').style.display = 'none'; Jupyter.notebook.select(0);")
    height = driver.execute_script("return document.querySelector('#notebook-container').scrollHeight")
    page = 1300
    for number, top in enumerate(range(0, height, page)):
        driver.execute_script("document.querySelector('#site').scrollTop = arguments[0]", top)
        time.sleep(0.2)
        driver.save_screenshot(os.path.join(out, f"{name}-{number:02d}.png"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("notebook")
    parser.add_argument("out")
    parser.add_argument("--stop")
    parser.add_argument("--state", default="true")
    parser.add_argument("--timeout", type=int, default=600)
    parser.add_argument("--port", type=int, default=18889)
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    source, name = os.path.dirname(os.path.abspath(args.notebook)), os.path.splitext(os.path.basename(args.notebook))[0]
    # A copy beside the original, so that relative paths hold and the original stays as it is.
    handle, copy = tempfile.mkstemp(prefix="browser-", suffix=".ipynb", dir=source)
    os.close(handle)
    shutil.copyfile(args.notebook, copy)
    jupyter, driver = server(source, args.port), browser()
    try:
        start(driver, f"http://127.0.0.1:{args.port}/notebooks/{os.path.basename(copy)}")
        seen = run_all(driver, args.timeout)
        if args.stop:
            seen |= stop(driver, args.stop, args.state)
        screenshots(driver, args.out, name)
        print(json.dumps(dict(notebook=name, **seen)))
        raise SystemExit(1 if seen["errors"] else 0)
    finally:
        driver.quit()
        jupyter.terminate()
        os.remove(copy)


if __name__ == "__main__":
    main()
