/** Imports a client from where they are installed, which is here. */
export async function load(name: string): Promise<unknown> {
  return import(name);
}
