/**
 * Repeats a task while its element is on the page and the page is visible: never two at once, the pause counted from
 * the end of the last one. A task that fails is tried again after the next pause; telling is the task's own business.
 */
export class Poller {
  #task;
  #pause;
  #timer;
  #running = false;
  #connected = false;
  #look = () => (document.hidden ? clearTimeout(this.#timer) : this.soon(0));

  /** @param pause a function, asked before each wait, that answers milliseconds */
  constructor(host, task, pause) {
    this.#task = task;
    this.#pause = pause;
    host.addController(this);
  }

  hostConnected() {
    this.#connected = true;
    document.addEventListener('visibilitychange', this.#look);
    this.soon();
  }

  hostDisconnected() {
    this.#connected = false;
    document.removeEventListener('visibilitychange', this.#look);
    clearTimeout(this.#timer);
  }

  /** The next run comes after this pause instead. */
  soon(pause = this.#pause()) {
    clearTimeout(this.#timer);
    if (this.#connected && !document.hidden) this.#timer = setTimeout(() => this.#run(), pause);
  }

  async #run() {
    if (this.#running) return;
    this.#running = true;
    try {
      await this.#task();
    } finally {
      this.#running = false;
      this.soon();
    }
  }
}
