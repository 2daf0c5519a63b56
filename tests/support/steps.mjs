import assert from 'node:assert/strict';
import { test } from 'node:test';

/**
 * Steps of one story in a browser: `step(name, body)` registers a test. Those after a failed one are not tried: they would
 * only repeat its fault. What pages report to the console fails the step; pictures of a failed one are kept.
 * `browser` gives the story's Browser, which need not run yet; `timeout` is for each step, in milliseconds.
 */
export function storySteps(browser, timeout) {
  let failed;
  return (name, body) =>
    test(name, { timeout }, async (context) => {
      if (failed) return context.skip(`after "${failed}"`);
      try {
        await body();
        assert.deepEqual(browser().faults, [], 'faults that pages reported to the console');
      } catch (error) {
        failed = name;
        console.error((await browser().pictures('/tmp/shipwitness-browser')).join('\n'));
        throw error;
      }
    });
}
