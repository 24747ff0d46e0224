var credential = new NetworkCredential("svc", "⟦n3tw0rkCred⟧", "CORP");
