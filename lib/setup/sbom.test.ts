import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { root } from './root.mjs';
import { readSbom } from './sbom.mjs';
import { inProduction, manifest } from './testing/read-lock';

const bom = z.looseObject({
  serialNumber: z.string(),
  metadata: z.looseObject({ component: z.looseObject({ name: z.string(), type: z.string() }) }),
  components: z.array(
    z.looseObject({ name: z.string(), version: z.string(), purl: z.string(), licenses: z.array(z.unknown()).min(1) }),
  ),
});

it('the bill of materials is CycloneDX, of what production has and of nothing else, and the same each time', async () => {
  const [written, again] = [JSON.stringify(await readSbom()), JSON.stringify(await readSbom())];
  expect(again).toBe(written);
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot5);
  expect(await validator.validate(written)).toBeNull();
  expect(await validator.validate(written.replace('"bomFormat":"CycloneDX"', '"bomFormat":"Other"'))).not.toBeNull();

  const { metadata, components, serialNumber } = bom.parse(JSON.parse(written));
  expect(serialNumber).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
  expect(metadata.component).toMatchObject({ name: 'keyledger', type: 'application', purl: 'pkg:npm/keyledger@0.1.0' });
  expect(written).not.toContain(root);

  // Of the binaries, those of this platform.
  const installed = inProduction.filter(({ path }) => existsSync(join(root, path, 'package.json')));
  const listed = components.map(({ name, version }) => `${name}@${version}`);
  expect(listed.toSorted()).toEqual(
    [...new Set(installed.map(({ name, version }) => `${name}@${version}`))].toSorted(),
  );
  expect(listed).toEqual(
    expect.arrayContaining(Object.entries(manifest.dependencies).map(([name, version]) => `${name}@${version}`)),
  );
});
