const certificate = `-----BEGIN CERTIFICATE-----
MIIBjDCCATGgAwIBAgIUbBVk5RqffWKvhb7yoA0q7yb5PCUwCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPazNzLXNlcnZlci1jYUAxMCAXDTI2MTEyMjIwNDEzNVoYDzIx
MjYxMDI5MjA0MTM1WjAaMRgwFgYDVQQDDA9rM3Mtc2VydmVyLWNhQDEwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAAT8BrwehHrjh+46b6YP65lzYfo+2uKJ0YS3/uwI
QbCEZnT7Fel9ebmZHKhXNVZFdlR8G1d20iHylUqG3qrVtCc4o1MwUTAdBgNVHQ4E
FgQUzG+JmlBwqvB0hKc3OeKgfLTnKO4wHwYDVR0jBBgwFoAUzG+JmlBwqvB0hKc3
OeKgfLTnKO4wDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAoh4A
oRuW1B1mDY6dQDFi0M1/o+gwSYaIh9N4Ci0MMhQCIQCledVMTXA1nyggDwaR/Ans
G/inlMQ1M70bmmrmwSFfsA==
-----END CERTIFICATE-----
`;

/** A certificate authority in the form in which a kubeconfig holds it. It has signed nothing; valid until 2126. */
export const otherAuthority = Buffer.from(certificate).toString("base64");
