import type { PolicyLimits } from './account-roles';
import { expression, toHcl } from './hcl';
import { toRoleStatements, type RolePlace } from './role-statements';
import { ROLE_MEANS, ROLE_USES, type RoleUse } from './role-use';
import { toDocument } from './statement';
import { toTrustStatement } from './trust-statement';

const HEAD = `# The roles that Keyledger assumes in one account: save it as keyledger-roles/main.tf and call it once for each account.
terraform {
  required_version = ">= 1.3"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "dashboard_account" {
  description = "Id of the account that Keyledger runs in."
  type        = string
}

variable "dashboard_principals" {
  description = "ARN of the role or user that Keyledger runs as, or patterns of it. Nobody else of that account is let in."
  type        = list(string)
}

variable "external_id" {
  description = "externalId of the account in keyledger.yaml; empty: none is asked for."
  type        = string
  default     = ""
}

variable "regions" {
  description = "The regions of the account in keyledger.yaml. The roles are good in no other."
  type        = list(string)
}

variable "roles" {
  description = "Which roles to make (read, reveal, rotate, recover), by name and path."
  type        = map(object({ name = string, path = optional(string, "/") }))
}

data "aws_partition" "current" {}
data "aws_caller_identity" "current" {}
`;

const TAIL = `resource "aws_iam_role" "keyledger" {
  for_each             = var.roles
  name                 = each.value.name
  path                 = each.value.path
  description          = local.means[each.key]
  max_session_duration = 3600
  assume_role_policy   = local.trust[each.key]
}

resource "aws_iam_role_policy" "keyledger" {
  for_each = var.roles
  name     = "keyledger-\${each.key}"
  role     = aws_iam_role.keyledger[each.key].id
  policy   = local.policies[each.key]
}

output "roles" {
  description = "roles of the account in keyledger.yaml"
  value       = { for use, role in aws_iam_role.keyledger : use => role.arn }
}
`;

const toPlace = (limits: PolicyLimits): RolePlace => ({
  partition: '${data.aws_partition.current.partition}',
  accountId: '${data.aws_caller_identity.current.account_id}',
  regions: expression('var.regions'),
  viaServices: expression('local.via_services'),
  limits,
});

function toTrust(use: RoleUse): object {
  const statement = toTrustStatement(use, {
    account: 'arn:${data.aws_partition.current.partition}:iam::${var.dashboard_account}:root',
    principals: expression('var.dashboard_principals'),
    externalId: null,
  });
  const condition = expression(`merge(${toHcl(statement.Condition, 4)}, local.external_id)`);
  return toDocument([{ ...statement, Condition: condition }]);
}

const encoded = (document: object) => expression(`jsonencode(${toHcl(document, 2)})`);
const forEachUse = (make: (use: RoleUse) => unknown) => Object.fromEntries(ROLE_USES.map((use) => [use, make(use)]));

/** A Terraform module for one account, in any partition. */
export function toTerraformModule(limits: PolicyLimits): string {
  const locals = {
    via_services: expression(
      'distinct(["secretsmanager.*.amazonaws.com", "secretsmanager.*.${data.aws_partition.current.dns_suffix}"])',
    ),
    external_id: expression(
      '{ for operator, test in { StringEquals = { "sts:ExternalId" = var.external_id } } : operator => test if var.external_id != "" }',
    ),
    means: ROLE_MEANS,
    trust: forEachUse((use) => encoded(toTrust(use))),
    policies: forEachUse((use) => encoded(toDocument(toRoleStatements(use, toPlace(limits))))),
  };
  return `${HEAD}\nlocals ${toHcl(locals)}\n\n${TAIL}`;
}
