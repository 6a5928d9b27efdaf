import { annotateInput, annotatePrefixInput, annotationsList, annotationView } from '@/lib/contract/annotations';
import {
  annotatedMany,
  annotateManyInput,
  annotationsPreview,
  previewAnnotationsInput,
} from '@/lib/contract/bulk-annotations';
import { none, operation, reading } from '@/lib/contract/operation';
import { secretParams } from './secrets';

export const annotateSecretOperation = operation({
  id: 'annotateSecret',
  method: 'POST',
  path: '/api/secrets/{id}/annotation',
  summary: 'Sets or clears owner, note and runbook link of a secret; AWS is told nothing',
  permission: 'secret.annotate',
  params: secretParams,
  query: none,
  body: annotateInput,
  answer: annotationView,
  status: 200,
  codes: ['not_found', 'conflict', 'too_large'],
});

export const listAnnotationsOperation = operation({
  ...reading,
  id: 'listAnnotations',
  path: '/api/annotations',
  summary: 'Owner, note and runbook link of prefixes of names, as far as they hold of what one sees',
  permission: 'inventory.read',
  answer: annotationsList,
});

export const annotatePrefixOperation = operation({
  id: 'annotatePrefix',
  method: 'POST',
  path: '/api/annotations',
  summary: 'Sets or clears owner, note and runbook link of all whose names begin with a prefix',
  permission: 'secret.annotate',
  params: none,
  query: none,
  body: annotatePrefixInput,
  answer: annotationView,
  status: 200,
  codes: ['conflict', 'too_large'],
});

export const previewAnnotationsOperation = operation({
  id: 'previewAnnotations',
  method: 'POST',
  path: '/api/annotations/bulk/preview',
  summary:
    'Of secrets chosen by id or by a filter: how many may be annotated, and what they have already; changes nothing',
  permission: 'secret.annotate',
  needsToo: 'inventory.read',
  bucket: 'bulk',
  params: none,
  query: none,
  body: previewAnnotationsInput,
  answer: annotationsPreview,
  status: 200,
  codes: ['not_found', 'conflict', 'too_large'],
});

export const annotateManyOperation = operation({
  id: 'annotateMany',
  method: 'POST',
  path: '/api/annotations/bulk',
  summary:
    'Sets or clears owner, note or runbook link of all of them that may be annotated, as they were previewed, or of none',
  permission: 'secret.annotate',
  needsToo: 'inventory.read',
  bucket: 'bulk',
  params: none,
  query: none,
  body: annotateManyInput,
  answer: annotatedMany,
  status: 200,
  codes: ['not_found', 'conflict', 'too_large'],
});
