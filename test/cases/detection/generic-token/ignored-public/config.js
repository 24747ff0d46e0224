publicToken = "9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC9AIKjbJTWit";
export const PUBLIC_API_KEY = "fewc9LVRMbwMBBxdp36b1V48_lM-326LX0SGZM8ZR48";
oauth_signature = "wOJIO9A2W5mFwDgiDvZbTSMK2FPYaK3d";
oauth_nonce = "4572616e48616d6d65724c61686176";
