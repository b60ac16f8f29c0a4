import type { Panel } from '../../panel/model';

// The dashboard's build puts the server's address here; it is empty when both share one.
declare const __BACKEND_URL__: string | undefined;

const tokenKey = 'medusa_auth_token';

export type Answer = { readonly status: number; readonly panel: Panel };

/** The server refused; its message is for the staff to read. */
export class PanelError extends Error {
  override readonly name = 'PanelError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Calls the panel's routes as the staff member who is signed in. @throws PanelError */
export async function request(path: string, body?: Readonly<Record<string, unknown>>): Promise<Answer> {
  const base = typeof __BACKEND_URL__ === 'string' ? __BACKEND_URL__.replace(/\/+$/, '') : '';
  // Dashboards that sign in by token keep it here; the others have a cookie.
  const token = window.localStorage.getItem(tokenKey);
  const response = await fetch(`${base}/admin/atobarai/orders/${path}`, {
    method: body ? 'POST' : 'GET',
    credentials: 'include',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = (await response.json().catch(() => ({}))) as { panel?: Panel; message?: string };
  if (!response.ok || !answer.panel) throw new PanelError(response.status, answer.message ?? response.statusText);
  return { status: response.status, panel: answer.panel };
}
