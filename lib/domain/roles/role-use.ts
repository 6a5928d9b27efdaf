/** What Keyledger assumes a role for: a role of its own for each, so that none can do what another is for. */
export const ROLE_USES = ['read', 'reveal', 'rotate', 'recover'] as const;
export type RoleUse = (typeof ROLE_USES)[number];

/** Finishes the sentence "This role …". */
export const ROLE_MEANS = {
  read: 'lists secrets, their facts and their history, and can read no value',
  reveal: 'reads one value at a time, always as a person',
  rotate:
    'starts rotations as they are configured and looks at the functions that do them, always as a person, and can read no value',
  recover:
    'moves the labels AWSCURRENT and AWSPENDING and turns automatic rotation off, always as a person, and can read no value',
} as const satisfies Record<RoleUse, string>;

/** What a role is called where none is configured: as in keyledger.example.yaml. */
export const toDefaultRoleName = (use: RoleUse): string => `keyledger-${use}`;
