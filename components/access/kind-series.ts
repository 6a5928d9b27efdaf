/** Kinds of actors as charts draw them, from the ground up. */
export const KIND_SERIES = [
  { key: 'workload', name: 'workload', fill: 'fill-workload' },
  { key: 'service', name: 'AWS service', fill: 'fill-service' },
  { key: 'person', name: 'person', fill: 'fill-person' },
  { key: 'denied', name: 'denied', fill: 'fill-denied' },
] as const;
