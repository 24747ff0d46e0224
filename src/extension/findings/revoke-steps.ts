/** Where a provider takes a secret back. The words follow "Where to replace it: ". */
export interface RevokeStep {
  readonly words: string;
  /** A page of the provider that tells how. */
  readonly page?: string;
}

/** Well-known providers, by how the ids of their rules begin. Where none fits, the general advice stands alone. */
const STEPS: readonly (readonly [begin: RegExp, step: RevokeStep])[] = [
  [
    /^github-(?:token|fine-grained-token)$/,
    {
      words: "Settings → Developer settings → Personal access tokens, or the app that issued it.",
      page: "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens",
    },
  ],
  [
    /^gitlab-token$/,
    {
      words: "Edit profile → Access tokens, or the project's or group's settings; revoke it there.",
      page: "https://docs.gitlab.com/user/profile/personal_access_tokens/",
    },
  ],
  [/^npm-token$/, { words: "Access Tokens in the account's menu; or `npm token list` and `npm token revoke`." }],
  [/^pypi-/, { words: "Account settings → API tokens; remove it and make a new one." }],
  [
    /^aws-(?:older-)?access-key-id$|^aws-secret-key$/,
    {
      words:
        "IAM → Users → Security credentials: make a second access key, change over, then deactivate and delete this one.",
      page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
    },
  ],
  [
    /^google-(?:api|maps-api|oauth-client)-|^base64-google-api-key$/,
    {
      words: "Google Cloud console → APIs & Services → Credentials; rotate the key, and restrict the new one.",
      page: "https://cloud.google.com/docs/authentication/api-keys",
    },
  ],
  [/^azure-devops-token$/, { words: "User settings → Personal access tokens → Revoke." }],
  [
    /^azure-client-secret$/,
    { words: "Azure portal → App registrations → Certificates & secrets; add a new one, then delete it." },
  ],
  [
    /^azure-(?:storage|search|shared-access)-key$/,
    { words: "Azure portal → the resource's keys; change over to the second key, then regenerate this one." },
  ],
  [
    /^stripe-(?:live|test|api)-key$/,
    { words: "Developers → API keys → Roll key; choose when the old one ends.", page: "https://docs.stripe.com/keys" },
  ],
  [
    /^slack-(?:app-)?token$/,
    {
      words: "The app's page → OAuth & Permissions → Revoke All OAuth Tokens, then install the app again.",
      page: "https://api.slack.com/methods/auth.revoke",
    },
  ],
  [
    /^openai-/,
    {
      words: "API keys in the platform's settings; revoke it and make a new one.",
      page: "https://platform.openai.com/api-keys",
    },
  ],
  [/^anthropic-/, { words: "Settings → API keys in the console; delete it and make a new one." }],
  [
    /^hugging-?face-/,
    { words: "Settings → Access Tokens; invalidate and refresh it.", page: "https://huggingface.co/settings/tokens" },
  ],
  [
    /^sendgrid-/,
    { words: "Settings → API Keys; delete it and make a new one.", page: "https://app.sendgrid.com/settings/api_keys" },
  ],
  [
    /^twilio-(?:api-key|auth-token)$/,
    { words: "Console → Account → API keys & tokens; promote a secondary auth token, or delete the key." },
  ],
  [
    /^cloudflare-(?:api-)?token$/,
    {
      words: "My Profile → API Tokens → Roll.",
      page: "https://developers.cloudflare.com/fundamentals/api/how-to/roll-token/",
    },
  ],
  [/^digitalocean-/, { words: "API → Tokens; regenerate or delete it." }],
  [/^telegram-/, { words: "Send `/revoke` to @BotFather." }],
  [/^discord-(?:bot|api)-token$/, { words: "Developer Portal → the application → Bot → Reset Token." }],
  [/^docker-hub-token$/, { words: "Account settings → Personal access tokens; deactivate or delete it." }],
  [
    /^vault-(?:legacy-)?token$/,
    {
      words: "Run `vault token revoke`, or `bao token revoke`; what it issued ends with it.",
      page: "https://developer.hashicorp.com/vault/docs/commands/token/revoke",
    },
  ],
  [
    /^(?:der-)?private-key$|^putty-key$/,
    {
      words: "Make a new pair, put its public half wherever the old one was trusted, then take the old one out there.",
    },
  ],
];

/** How to take a secret of this rule back; undefined for providers that are not in the list. */
export function revokeStep(rule: string): RevokeStep | undefined {
  return STEPS.find(([begin]) => begin.test(rule))?.[1];
}
