import type { Cause } from './cause';

/**
 * Why a rotation fails or stands still: the table of AWS's user guide (troubleshoot_rotation; aws-facts §6) and what
 * the function's own configuration shows. `mend`: what to do first, in the order to look.
 */
export const CAUSES = {
  'rotation-token': {
    title: 'The function puts the value without the rotation’s token',
    why: 'AWS takes a pending value only from the function that it invoked, which shows that by the RotationToken it was given.',
    mend: ['Pass RotationToken on to PutSecretValue in the function.'],
  },
  'function-missing': {
    title: 'The rotation function is not there',
    why: 'AWS knows no function by the ARN in the secret’s configuration, so that no step can run.',
    mend: ['Deploy the function again, or configure the secret with the one that is to rotate it.'],
  },
  'function-broken': {
    title: 'The rotation function cannot run',
    why: 'Lambda says itself that it is not ready to be invoked, or that its last update failed.',
    mend: ['Mend the function in Lambda until its state is Active and its last update Successful.'],
  },
  'not-invocable': {
    title: 'Secrets Manager may not invoke the function',
    why: 'Nothing in the function’s policy lets secretsmanager.amazonaws.com invoke it for this secret.',
    mend: ['Add lambda:InvokeFunction for the principal secretsmanager.amazonaws.com to the function’s policy.'],
  },
  'kms-denied': {
    title: 'The function may not use the secret’s key',
    why: 'KMS refused it, so that it can neither read nor write the value.',
    mend: [
      'Grant kms:Decrypt and kms:GenerateDataKey on the secret’s key to the function’s role, in its policy and in the key’s.',
      'Where that is granted, look at a condition on the encryption context: it must allow this secret’s ARN.',
    ],
  },
  'secret-json': {
    title: 'A field is missing from the secret’s JSON',
    why: 'The function looks for fields that AWS’s templates need: engine, host, username, password.',
    mend: ['Put the value anew with the missing field, in the form that the function’s template expects.'],
  },
  'code-not-loaded': {
    title: 'The function’s code does not load',
    why: 'Its handler’s module cannot be imported, as happens when an old Python runtime is taken away under it.',
    mend: ['Deploy the function anew for a runtime that is supported (python3.12), with its libraries.'],
  },
  'database-unreachable': {
    title: 'The function does not reach the database',
    why: 'It waited more than 5 seconds before it gave up: that is the network, not the password.',
    mend: ['Let the function’s security group reach the database’s port, from the subnets and the VPC it runs in.'],
  },
  'database-refuses': {
    title: 'The database does not let the function in',
    why: 'It answered at once and refused: neither the current nor the previous value opens it, or the way in is not the one it asks for.',
    mend: [
      'Try whether the current value opens the database. If it does not, set the password there back to it.',
      'If it does: scram-sha-256 needs a newer client library than old templates have, and a database that asks for TLS needs ssl in the secret.',
    ],
  },
  'database-login': {
    title: 'The function does not get into the database',
    why: 'Its log does not tell how long it waited: more than 5 seconds is the network, less a refusal.',
    mend: ['Look at the duration of that invocation, then at the security groups or at the credentials.'],
  },
  'function-denied': {
    title: 'The function’s role may not make a call',
    why: 'AWS denied one of the calls that the step makes.',
    mend: ['Grant that call on this secret to the function’s role.'],
  },
  'call-failed': {
    title: 'AWS refused a call of the function',
    why: 'The call was allowed, and AWS did not do it as things stood.',
    mend: ['Read the whole line in the log: AWS’s code says what stood in the way.'],
  },
  'changed-meanwhile': {
    title: 'The secret was changed while it was rotated',
    why: 'Who puts a value or moves a label during a rotation makes AWS give it up.',
    mend: ['Find in the timeline who changed it, and keep them from it while it rotates.'],
  },
  'endpoint-unreachable': {
    title: 'The function does not reach Secrets Manager',
    why: 'It found its credentials, said nothing more and ran into its time limit.',
    mend: ['Give the VPC it runs in a way out: an interface endpoint for Secrets Manager, or a NAT gateway.'],
  },
  'stops-after-create': {
    title: 'The function stands still after createSecret',
    why: 'The new value was put, and a later step said nothing more until its time was over.',
    mend: [
      'Raise the function’s time limit where it is short.',
      'Look at the network ACLs (port 443), the security group and the policy of the endpoint for Secrets Manager.',
      'Where it alternates users under an RDS-managed superuser, it must reach the RDS API as well.',
    ],
  },
  'not-begun': {
    title: 'Lambda did not begin the function',
    why: 'There is no line of it at that time: AWS asked, and no invocation followed, as where its concurrency is used up.',
    mend: ['Give the function a reserved concurrency of at least 10, or take the reservation away.'],
  },
  'left-pending': {
    title: 'A rotation left AWSPENDING behind',
    why: 'No failure is known, but AWS refuses the next rotation while the label stands on a version of its own.',
    mend: [],
  },
  'service-rotates': {
    title: 'Another service rotates it, and fails',
    why: 'There is no function and no log of one: the service that owns the secret does the steps itself.',
    mend: ['Look at the events of the service that owns the secret.'],
  },
  unknown: {
    title: 'The cause is not known yet',
    why: 'Nothing that was looked at tells it.',
    mend: [],
  },
} as const satisfies Record<Cause, { title: string; why: string; mend: readonly string[] }>;
