import { z } from 'zod';

/** A setting that may be missing. An empty value counts as missing, since people blank a line of .env to switch it off. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
/** A setting that has this value if it is missing or empty. */
export const withDefault = <T extends z.ZodType>(schema: T, value: string) =>
  z.preprocess((given) => (given === '' || given === undefined ? value : given), schema);

/** An address that has one of these protocols, such as 'https:'. */
export const url = (example: string, ...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be an address like ${example}`,
  });
/** 'on' or 'off', as a boolean. */
export const onOff = z
  .enum(['on', 'off'], { error: 'must be on or off' })
  .transform((value) => value === 'on');
