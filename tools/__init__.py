"""What developers run: measures, evaluations, samples made and cut."""
