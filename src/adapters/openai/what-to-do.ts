/** What the operator can do about a failure that waiting does not cure; null for other failures. */
export function whatToDo(reason: string): string | null {
  switch (reason) {
    case 'unauthorized':
      return 'the model server does not take the key: set OPENAI_API_KEY to a valid one';
    case 'forbidden':
      return 'the key may not use this model: change its permissions or OPENAI_MODEL';
    case 'noModel':
      return 'there is no such model or address: check OPENAI_MODEL, OPENAI_BASE_URL and OPENAI_API';
    case 'billing':
      return 'the account is out of credit or over its limit: raise it with the provider';
    case 'redirect':
      return 'the address redirects: set OPENAI_BASE_URL to where it leads';
    case 'badRequest':
      return 'the model server refuses the request in every form: try another OPENAI_API or OPENAI_MODEL';
    default:
      return null;
  }
}
