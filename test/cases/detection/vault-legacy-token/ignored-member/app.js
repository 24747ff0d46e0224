const value = s.someVeryLongMemberNameHer;
