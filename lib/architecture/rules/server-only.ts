import { findRoom, isTest, serverRooms } from '@/lib/architecture/rooms';
import { importsOf } from '@/lib/architecture/imports';
import { textOf, type Rule } from '@/lib/architecture/source-file';

/** First in every file of a server room: a client bundle that reaches one does not build. */
export const serverOnlyRule: Rule = (file) => {
  const room = findRoom(file.path);
  if (!room || isTest(file.path)) return [];
  if (!serverRooms.has(room)) {
    return room !== 'page' && importsOf(file).some(({ specifier }) => specifier === 'server-only')
      ? [`${file.path} says server-only, but its room is loaded elsewhere too`]
      : [];
  }
  const first = file.body[0];
  const says = first?.type === 'ImportDeclaration' && textOf(first.source) === 'server-only';
  return says ? [] : [`${file.path} does not begin with import 'server-only'`];
};
