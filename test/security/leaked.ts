/** Those of `secrets` that are found in `said`: as they are, in base64, or as they stand in an address. */
export const leaked = (said: string, secrets: readonly string[]): readonly string[] =>
  secrets.filter((secret) =>
    [secret, Buffer.from(secret).toString('base64'), encodeURIComponent(secret)].some((form) =>
      said.includes(form),
    ),
  );
