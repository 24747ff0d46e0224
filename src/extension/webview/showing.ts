import { make } from "./elements.ts";
import { t } from "./words.ts";

/** Always eight: the length is a secret too. */
export const DOTS = "••••••••";

/** Shows how long values stay. It ends nothing itself: the host hides them. */
export interface Countdown {
  readonly element: HTMLElement;
  start(seconds: number): void;
  /** `text`: what is so from now on; a screen reader says it. */
  stop(text: string): void;
}

export function countdown(): Countdown {
  const left = make("span", { class: "left" });
  const told = make("span", { class: "left", role: "status" });
  const bar = make("progress", { "aria-hidden": "true", hidden: "" });
  let ticking: ReturnType<typeof setInterval> | undefined;
  let ends = 0;
  const tick = (): void => {
    const seconds = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    left.textContent = t("Hides in {0} s", seconds);
    bar.value = seconds;
  };
  const stop = (text: string): void => {
    clearInterval(ticking);
    bar.hidden = true;
    left.textContent = "";
    told.textContent = text;
  };
  return {
    element: make("span", { class: "clock" }, bar, left, told),
    start: (seconds) => {
      stop("");
      ends = Date.now() + seconds * 1000;
      bar.max = seconds;
      bar.hidden = false;
      tick();
      ticking = setInterval(tick, 1000);
    },
    stop,
  };
}
