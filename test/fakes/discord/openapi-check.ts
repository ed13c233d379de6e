import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** Discord's own description of its API, kept beside the project; where it is absent, little is checked. */
const DESCRIPTION = join(import.meta.dirname, '../../../../shared/data/discord-openapi.json');

interface Description {
  paths: Record<
    string,
    Record<string, { requestBody?: { content: Record<string, unknown>; required?: boolean } }>
  >;
}

export type BodyCheck = (method: string, specPath: string, body: unknown) => string | null;

let shared: BodyCheck | undefined;

/**
 * Answers what is wrong with a request's body by Discord's OpenAPI description, or null. Schemas are compiled when a
 * route is first used and kept for the whole process.
 */
export function openApiCheck(): BodyCheck {
  shared ??= create();
  return shared;
}

/** Without the description, what the fake itself takes for granted. */
const contentIsText: BodyCheck = (_method, _specPath, body) => {
  const { content } = (body ?? {}) as { content?: unknown };
  return content == null || typeof content === 'string' ? null : 'content must be a string';
};

function create(): BodyCheck {
  if (!existsSync(DESCRIPTION)) {
    console.warn("fake Discord: bodies are NOT checked against Discord's OpenAPI description (file absent)");
    return contentIsText;
  }
  const description = JSON.parse(readFileSync(DESCRIPTION, 'utf8')) as Description;
  const ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false });
  ajv.addSchema({ $id: 'discord', ...description });
  const compiled = new Map<string, ValidateFunction | null>();
  return (method, specPath, body) => {
    const key = `${method} ${specPath}`;
    let validate = compiled.get(key);
    if (validate === undefined) {
      const pointer = requestPointer(description, method.toLowerCase(), specPath);
      validate = pointer === null ? null : ajv.compile({ $ref: `discord#${pointer}` });
      compiled.set(key, validate);
    }
    if (validate === null) return body === undefined ? null : `${key} takes no body`;
    if (body === undefined) {
      const required = description.paths[specPath]?.[method.toLowerCase()]?.requestBody?.required === true;
      return required ? `${key} needs a body` : null;
    }
    return validate(lenient(body)) ? null : ajv.errorsText(validate.errors?.slice(0, 6));
  };
}

function requestPointer(description: Description, method: string, specPath: string): string | null {
  const operation = description.paths[specPath]?.[method];
  if (operation === undefined) throw new Error(`Discord's description has no ${method} ${specPath}`);
  if (operation.requestBody === undefined) return null;
  const pointerPart = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
  return `/paths/${pointerPart(specPath)}/${method}/requestBody/content/application~1json/schema`;
}

/** The one place where the description is narrower than the documentation: permissions travel as strings. */
function lenient(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(lenient);
  if (typeof body !== 'object' || body === null) return body;
  const permissions = 'default_member_permissions' in body ? body.default_member_permissions : undefined;
  return typeof permissions === 'string'
    ? { ...body, default_member_permissions: Number(permissions) }
    : body;
}
