import { noBody, none, operation, reading } from '@/lib/contract/operation';
import { changeViewInput, renameViewInput, savedView, savedViewsList, saveViewInput } from '@/lib/contract/saved-views';
import { opaqueId } from '@/lib/contract/shared';
import { z } from '@/lib/contract/zod';

export const listSavedViewsOperation = operation({
  ...reading,
  id: 'listSavedViews',
  path: '/api/views',
  summary: "One's own saved views, and those that others share",
  permission: 'inventory.read',
  bySessionAlone: true,
  answer: savedViewsList,
});

export const saveViewOperation = operation({
  id: 'saveView',
  method: 'POST',
  path: '/api/views',
  summary: 'Saves what a screen shows under a name',
  permission: 'inventory.read',
  bySessionAlone: true,
  params: none,
  query: none,
  body: saveViewInput,
  answer: savedView,
  status: 201,
  codes: ['conflict', 'too_large'],
});

export const changeViewOperation = operation({
  id: 'changeView',
  method: 'POST',
  path: '/api/views/{id}',
  summary: "Writes over what a view of one's own shows, where it still is as it was seen",
  permission: 'inventory.read',
  bySessionAlone: true,
  params: z.strictObject({ id: opaqueId }),
  query: none,
  body: changeViewInput,
  answer: savedView,
  status: 200,
  codes: ['not_found', 'conflict', 'too_large'],
});

export const renameViewOperation = operation({
  id: 'renameView',
  method: 'POST',
  path: '/api/views/{id}/rename',
  summary: "Renames a view of one's own, or as who may end sessions a shared one",
  permission: 'inventory.read',
  bySessionAlone: true,
  params: z.strictObject({ id: opaqueId }),
  query: none,
  body: renameViewInput,
  answer: savedView,
  status: 200,
  codes: ['not_found', 'conflict', 'too_large'],
});

export const deleteViewOperation = operation({
  id: 'deleteView',
  method: 'DELETE',
  path: '/api/views/{id}',
  summary: "Deletes a view of one's own, or as who may end sessions a shared one",
  permission: 'inventory.read',
  bySessionAlone: true,
  params: z.strictObject({ id: opaqueId }),
  query: none,
  body: noBody,
  answer: z.void(),
  status: 204,
  codes: ['not_found'],
});
