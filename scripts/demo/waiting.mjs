// Waiting for conditions, never for a guessed time.

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Asks `condition` again and again until it gives something true, and resolves to that. What it throws counts as "not
 * yet". Rejects after `seconds`, saying `what` was waited for and what was wrong at last.
 */
export async function until(what, condition, { seconds = 60, every = 100 } = {}) {
  const deadline = Date.now() + seconds * 1000;
  let last = '';
  for (;;) {
    try {
      const value = await condition();
      if (value) return value;
      last = '';
    } catch (error) {
      last = `: ${error.message}`;
    }
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain for ${what}${last}`);
    await pause(every);
  }
}
