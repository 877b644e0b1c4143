/** Text with the commands that a user whose shell is root's would see: the tests run as other users too. */
export function withoutSudo(text: string): string {
  return text.replaceAll(/sudo (?:NETSTACK_LABS=\S+ )?npx/g, 'npx');
}
