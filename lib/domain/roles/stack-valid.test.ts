import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CelEngine, TemplateFile } from '@aws/cloudformation-validate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toTemplateText } from './stack-texts';

const plain = toTemplateText({ onlyTag: null, rotationFunctions: '*' });
const narrowed = toTemplateText({ onlyTag: { key: 'a b', value: 'x:y' }, rotationFunctions: 'SecretsManager*' });

let engine: InstanceType<typeof CelEngine>;
let folder: string;
beforeAll(() => {
  engine = new CelEngine();
  folder = mkdtempSync(join(tmpdir(), 'keyledger-stack-'));
}, 120_000);
afterAll(() => {
  engine.free();
  rmSync(folder, { recursive: true });
});

function judge(template: string) {
  const path = join(folder, 'template.yaml');
  writeFileSync(path, template);
  // INFO is advice (tags, that a name cannot change in place), not a fault.
  const { diagnostics } = engine.validateStandard(new TemplateFile(path));
  return diagnostics.filter(({ severity }) => severity !== 'INFO');
}

it.each([
  ['plain', plain],
  ['narrowed', narrowed],
])('passes CloudFormation’s own validator: %s', (_, template) => {
  expect(judge(template)).toEqual([]);
});

it.each([
  ['a type that is none', plain.replace('AWS::IAM::Role\n', 'AWS::IAM::Roll\n')],
  ['a property that is none', plain.replace('MaxSessionDuration:', 'MaxSessionLength:')],
  ['a value of the wrong kind', plain.replace('MaxSessionDuration: 3600', 'MaxSessionDuration: long')],
  ['a parameter that is not there', plain.replace('Ref: Regions', 'Ref: Region')],
])('which is not blind: %s', (_, template) => {
  expect(template).not.toBe(plain);
  expect(judge(template)).not.toEqual([]);
});
