// What people do on the pages, step by step, as the browser tests let them do it.
import { people } from '../../scripts/demo/people.mjs';
import { until } from '../../scripts/demo/waiting.mjs';

/**
 * A code and Enter, wherever the focus is, in the pace of a hand: the browser stamps these keys when it comes to them, and
 * what a busy machine holds up between two of them must not look like a key touched before a scan (decision 0137).
 */
export async function scanOn(page, code) {
  await page.keyboard.type(code, { delay: 200 });
  await page.keyboard.press('Enter');
}

/** The newest sign-in letter to an address, once there is one that was not there before. */
async function newLetter(site, email, before) {
  return until(`a sign-in letter to ${email}`, async () => {
    const letter = await site.letter(email, 'sign_in');
    return letter && letter.id !== before?.id ? letter : undefined;
  });
}

/** A buyer types order and address, and then the code of the letter. Ends at the order's page. */
export async function buyerSignsIn(page, site, { number, buyer }) {
  const before = await site.letter(buyer.email, 'sign_in');
  await page.goto(site.webUrl);
  await page.locator('#order').fill(number);
  await page.locator('#email').fill(buyer.email);
  await page.locator('button[type=submit]').click();
  await page.locator('#code').waitFor();
  const letter = await newLetter(site, buyer.email, before);
  await page.locator('#code').fill(/(?:^|\D)(\d{6})(?:\D|$)/m.exec(letter.text)[1]);
  await page.locator('button[type=submit]').click();
  await page.locator('.ticket .number', { hasText: number }).waitFor();
}

/**
 * Answers the questions of the claim form, one page each, and stops at "check your answers". `answers`: by the step's
 * name ("trouble-1", "quantity-1", "words-1", "photos-1", "noticed", "seal", …, "wish"); what is missing is left as it is
 * or answered with "I don't know". Resolves to the names of the steps that were asked.
 */
export async function buyerTellsProblem(page, answers) {
  const asked = [];
  for (;;) {
    const form = page.locator('form[data-step]');
    await form.waitFor();
    const step = await form.getAttribute('data-step');
    asked.push(step);
    if (step === 'check') return asked;
    await answer(page, form, step, answers[step]);
    await form.locator('button[type=submit]').click();
    await page.locator(`form[data-step]:not([data-step="${step}"])`).waitFor();
  }
}

async function answer(page, form, step, given) {
  const kind = step.split('-')[0];
  if (kind === 'lines') {
    for (const line of given)
      await form
        .locator('input[type=checkbox]')
        .nth(line - 1)
        .check();
  } else if (kind === 'quantity') {
    await form.locator('#answer').fill(String(given));
  } else if (kind === 'words') {
    await form.locator('#answer').fill(given);
  } else if (kind === 'photos') {
    if (!given) return;
    await form.locator('#answer').setInputFiles(given);
    await form.locator('.photo .sent').waitFor();
  } else if (kind === 'delivered' || kind === 'noticed') {
    if (given) await form.locator('#answer').fill(given);
    else await form.locator('.unsure input').check();
  } else if (kind !== 'contact') {
    await form.locator(`input[type=radio][value="${given ?? 'unknown'}"]`).check();
  }
}

/** Somebody of the staff signs in. Ends at the queue. */
export async function staffSignsIn(page, site, name) {
  const person = people.find(({ email }) => email.startsWith(name));
  await page.goto(`${site.webUrl}/desk/`);
  await page.locator('#email').fill(person.email);
  await page.locator('#password').fill(person.password);
  await page.locator('button[type=submit]').click();
  await page.locator('.queue').waitFor();
}
