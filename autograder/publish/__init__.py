"""What an author publishes: the released lessons, the students' zip, the web pages."""
