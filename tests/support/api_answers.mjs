// What the services answer, held against docs/openapi: every status, type and member of a JSON answer must be as the
// document says. Schemas are JSON Schema 2020-12, as OpenAPI 3.1 has them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { top } from '../../scripts/demo/places.mjs';

// The validator lives with the pages, as the browser does.
const require = createRequire(path.join(top, 'web/ui/package.json'));
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;
const yaml = require('js-yaml');

/** "/api/v1/orders/{number}" as a pattern of whole paths. */
const patternOf = (template) =>
  new RegExp(`^${template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}$`);

export class ApiAnswers {
  /** `name`: "web" or "capture". */
  constructor(name) {
    this.name = name;
    this.document = yaml.load(readFileSync(path.join(top, `docs/openapi/${name}.yaml`), 'utf8'));
    // `examples`, `x-…` and the like are OpenAPI's own words, which a strict validator would not know.
    this.ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
    addFormats(this.ajv);
    this.ajv.addSchema(this.document, 'api');
    // A path without parameters is meant before one with: "/orders/import" is no order.
    this.paths = Object.keys(this.document.paths)
      .sort((a, b) => a.split('{').length - b.split('{').length)
      .map((template) => ({ template, pattern: patternOf(template) }));
    this.seen = new Set();
  }

  #resolved(value, pointer) {
    if (!value?.$ref) return { value, pointer };
    const target = value.$ref.replace(/^#/, '');
    const found = target
      .split('/')
      .slice(1)
      .reduce((at, key) => at[key.replaceAll('~1', '/').replaceAll('~0', '~')], this.document);
    return this.#resolved(found, target);
  }

  /** Asserts that an answer to `method` `url` is one that the document describes. */
  check(method, url, { status, headers, body }) {
    const { pathname } = new URL(url, 'http://any');
    const known = this.paths.find(({ pattern }) => pattern.test(pathname));
    const what = `${method} ${pathname} → ${status}`;
    if (!known) {
      assert.equal(status, 404, `${what}: no such path in ${this.name}.yaml`);
      return;
    }
    const escaped = known.template.replaceAll('~', '~0').replaceAll('/', '~1');
    const operation = this.document.paths[known.template][method.toLowerCase()];
    // What no operation answers (a method that is not there) is a problem like any other.
    const chosen = operation?.responses[String(status)] ? String(status) : 'default';
    const answer = this.#resolved(
      operation?.responses[chosen],
      `/paths/${escaped}/${method.toLowerCase()}/responses/${chosen}`,
    );
    assert.ok(answer.value, `${what}: the document knows no such status`);
    this.seen.add(`${method} ${known.template} ${status}`);
    const type = (headers['content-type'] ?? '').split(';')[0].trim();
    const content = answer.value.content ?? {};
    if (body.length === 0 && Object.keys(content).length === 0) return;
    assert.ok(content[type], `${what}: ${type || 'no content type'} is none of ${Object.keys(content)}`);
    if (!/json$/.test(type) || !content[type].schema) return;
    const validate = this.ajv.compile({
      $ref: `api#${encodeURI(`${answer.pointer}/content/${type.replaceAll('/', '~1')}/schema`).replaceAll('+', '%2B')}`,
    });
    const fits = validate(JSON.parse(body.toString('utf8')));
    assert.ok(fits, `${what} is not as ${this.name}.yaml says:\n${JSON.stringify(validate.errors, null, 2)}`);
  }
}
