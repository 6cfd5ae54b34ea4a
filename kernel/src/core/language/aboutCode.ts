/** Requests that the language answers, whatever a cell does. */
export const aboutCode = ['complete_request', 'inspect_request', 'is_complete_request'];
