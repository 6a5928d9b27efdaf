import { importsOf, toHousePath } from '@/lib/architecture/imports';
import { findRoom, isTest, mayImport, packageRooms, type Room } from '@/lib/architecture/rooms';
import { placeOf, type Rule } from '@/lib/architecture/source-file';

/** Each file stands in a room. */
export const roomRule: Rule = (file) => (findRoom(file.path) ? [] : [`${file.path} stands in no room of the house`]);

/** `@/` across, `./` downwards, `../` never, and nothing computed. */
export const upwardRule: Rule = (file) =>
  importsOf(file)
    .filter(({ specifier }) => /^\.\.(\/|$)|\/\.\.(\/|$)|^\(computed\)$/.test(specifier))
    .map(({ specifier, node }) => `${placeOf(file, node)} imports ${specifier}, which may only be said by @/ or ./`);

/** The table: who may import whom. */
export const tableRule: Rule = (file) => {
  const from = findRoom(file.path);
  if (!from || isTest(file.path)) return [];
  return importsOf(file).flatMap(({ specifier, node, typesOnly }) => {
    const path = toHousePath(file.path, specifier);
    const to = path === null ? null : findRoom(path.includes('/') ? path : `${path}.ts`);
    if (path === null || (to && may(from, to, typesOnly))) return [];
    return [
      `${placeOf(file, node)} imports ${specifier}: ${from} may not import ${typesOnly ? 'types of ' : ''}${to ?? 'that'}`,
    ];
  });
};

function may(from: Room, to: Room, typesOnly: boolean): boolean {
  if (from === to) return true;
  return mayImport[from].some((allowed) =>
    typeof allowed === 'string' ? allowed === to : typesOnly && allowed.typesOf === to,
  );
}

/** What only tests load is loaded by tests only. */
export const testingRule: Rule = (file) => {
  if (isTest(file.path) || file.path.startsWith('e2e/') || findRoom(file.path) === 'tool') return [];
  return importsOf(file)
    .filter(({ specifier }) => /\/testing\/|\.test$|^(vitest|fast-check|playwright)(\/|$)/.test(specifier))
    .map(({ specifier, node }) => `${placeOf(file, node)} imports ${specifier}, which is for tests`);
};

/** Packages that only some rooms know. */
export const packageRule: Rule = (file) => {
  const room = findRoom(file.path);
  if (!room || isTest(file.path)) return [];
  return importsOf(file).flatMap(({ specifier, node }) => {
    const broken = packageRooms.find(({ package: name, rooms }) => name.test(specifier) && !rooms.includes(room));
    return broken ? [`${placeOf(file, node)} imports ${specifier}, which ${room} may not know`] : [];
  });
};

/** The setup runs before anything is installed: itself and what Node brings. */
export const setupRule: Rule = (file) => {
  if (findRoom(file.path) !== 'setup' || isTest(file.path)) return [];
  return importsOf(file)
    .filter(({ specifier }) => !specifier.startsWith('node:') && toHousePath(file.path, specifier) === null)
    .map(({ specifier, node }) => `${placeOf(file, node)} imports ${specifier}, which is not there before the install`);
};
