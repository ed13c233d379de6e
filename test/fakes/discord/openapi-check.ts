import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** Discord's own description of its API, kept beside the project; where it is absent, little is checked. */
const DESCRIPTION = join(import.meta.dirname, '../../../../shared/data/discord-openapi.json');

interface Operation {
  requestBody?: { content: Record<string, unknown>; required?: boolean };
  parameters?: readonly { name: string; in: string }[];
}
interface Description {
  paths: Record<string, Record<string, Operation>>;
}

export type RequestCheck = (
  method: string,
  specPath: string,
  body: unknown,
  query?: Readonly<Record<string, string>>,
) => string | null;

let shared: RequestCheck | undefined;

/**
 * Answers what is wrong with a request's body or query by Discord's OpenAPI description, or null. Schemas are compiled when a
 * route is first used and kept for the whole process.
 */
export function openApiCheck(): RequestCheck {
  shared ??= create();
  return shared;
}

/** Without the description, what the fake itself takes for granted. */
const contentIsText: RequestCheck = (_method, _specPath, body) => {
  const { content } = (body ?? {}) as { content?: unknown };
  return content == null || typeof content === 'string' ? null : 'content must be a string';
};

function create(): RequestCheck {
  if (!existsSync(DESCRIPTION)) {
    console.warn(
      "fake Discord: requests are NOT checked against Discord's OpenAPI description (file absent)",
    );
    return contentIsText;
  }
  const description = JSON.parse(readFileSync(DESCRIPTION, 'utf8')) as Description;
  const options = { strict: false, validateFormats: false, validateSchema: false };
  const ajv = new Ajv2020(options).addSchema({ $id: 'discord', ...description });
  // A query is text: "50" is read as the number it says.
  const reading = new Ajv2020({ ...options, coerceTypes: true }).addSchema({
    $id: 'discord',
    ...description,
  });
  const compiled = new Map<string, ValidateFunction | null>();
  const queries = new Map<string, ValidateFunction>();
  return (method, specPath, body, query = {}) => {
    const key = `${method} ${specPath}`;
    const asked =
      queries.get(key) ?? reading.compile(querySchema(description, method.toLowerCase(), specPath));
    queries.set(key, asked);
    if (!asked({ ...query })) return `query: ${reading.errorsText(asked.errors)}`;
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

/** What may stand in the query, each as it is described, and nothing else. */
function querySchema(description: Description, method: string, specPath: string) {
  const parameters = description.paths[specPath]?.[method]?.parameters ?? [];
  const place = `discord#/paths/${pointerPart(specPath)}/${method}/parameters`;
  const properties = parameters.flatMap((each, n) =>
    each.in === 'query' ? [[each.name, { $ref: `${place}/${n}/schema` }]] : [],
  );
  return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false };
}

function requestPointer(description: Description, method: string, specPath: string): string | null {
  const operation = description.paths[specPath]?.[method];
  if (operation === undefined) throw new Error(`Discord's description has no ${method} ${specPath}`);
  if (operation.requestBody === undefined) return null;
  return `/paths/${pointerPart(specPath)}/${method}/requestBody/content/application~1json/schema`;
}

const pointerPart = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

/** The one place where the description is narrower than the documentation: permissions travel as strings. */
function lenient(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(lenient);
  if (typeof body !== 'object' || body === null) return body;
  const permissions = 'default_member_permissions' in body ? body.default_member_permissions : undefined;
  return typeof permissions === 'string'
    ? { ...body, default_member_permissions: Number(permissions) }
    : body;
}
